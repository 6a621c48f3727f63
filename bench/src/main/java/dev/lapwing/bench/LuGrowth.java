package dev.lapwing.bench;

import dev.lapwing.BigMatrix;
import dev.lapwing.Entries;
import dev.lapwing.Lapwing;
import dev.lapwing.Norm;
import dev.lapwing.RandomMatrices;
import dev.lapwing.lambdapack.algorithm.Lu;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The growth of an LU factorization, {@code max |U| / max |A|}, and the largest multiplier, with
 * leaves of one tile, of four, and with one leaf, which is partial pivoting.
 *
 * <pre>LuGrowth N TILE</pre>
 */
public final class LuGrowth {
  private static final int SEEDS = 5;

  private final Lapwing lapwing;
  private final int n;
  private final int tile;

  private LuGrowth(Lapwing lapwing, int n, int tile) {
    this.lapwing = lapwing;
    this.n = n;
    this.tile = tile;
  }

  /** Prints one row a matrix and pivoting. */
  public static void main(String[] arguments) {
    int n = Integer.parseInt(arguments[0]);
    int tile = Integer.parseInt(arguments[1]);
    try (Lapwing lapwing = Lapwing.builder().tile(tile).build()) {
      new LuGrowth(lapwing, n, tile).print();
    }
  }

  private void print() {
    print("%-22s %6s %12s %12s", "matrix", "leaf", "max|U|/max|A|", "max|L|");
    matrices().forEach((name, entries) -> print(name, entries));
  }

  private Map<String, Entries> matrices() {
    Map<String, Entries> matrices = new LinkedHashMap<>();
    for (int seed = 1; seed <= SEEDS; seed++) {
      matrices.put("uniform, seed " + seed, RandomMatrices.uniform(seed));
      matrices.put("normal, seed " + seed, RandomMatrices.normal(seed));
    }
    double scale = Math.sqrt(2.0 / (n + 1));
    matrices.put(
        "orthogonal (sine)",
        (i, j) -> scale * Math.sin((i + 1) * (j + 1) % (2L * (n + 1)) * Math.PI / (n + 1)));
    matrices.put("orthogonal (reflector)", RandomMatrices.conditioned(n, n, 1, 1));
    matrices.put("Wilkinson", (i, j) -> i == j || j == n - 1 ? 1 : i > j ? -1 : 0);
    return matrices;
  }

  private void print(String name, Entries entries) {
    long tiles = ((long) n + tile - 1) / tile;
    try (BigMatrix a = lapwing.matrix(n, n, entries)) {
      for (long chunk : new long[] {1, 4, tiles}) {
        Growth growth = growth(a, chunk);
        String leaf = chunk == tiles ? "all" : Long.toString(chunk);
        print("%-22s %6s %12.4g %12.4g", name, leaf, growth.upper(), growth.multiplier());
      }
    }
  }

  private record Growth(double upper, double multiplier) {}

  private Growth growth(BigMatrix a, long chunk) {
    Map<String, BigMatrix> results =
        lapwing
            .program(Lu.program())
            .size("w", 1, 1)
            .parameter("chunk", chunk)
            .input("A", a)
            .start()
            .join();
    double[][] factors = results.get("F").toArray();
    results.values().forEach(BigMatrix::close);
    double upper = 0;
    double multiplier = 1;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double size = Math.abs(factors[i][j]);
        upper = j >= i ? Math.max(upper, size) : upper;
        multiplier = j < i ? Math.max(multiplier, size) : multiplier;
      }
    }
    return new Growth(upper / a.norm(Norm.MAX), multiplier);
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
