package dev.lapwing.bench;

import dev.lapwing.BigMatrix;
import dev.lapwing.Lapwing;
import dev.lapwing.LapwingBuilder;
import dev.lapwing.LuFactor;
import dev.lapwing.Norm;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Lapwing's side of {@code ./lapwing bench}: the matrices, the scaled error and the words of the
 * answer are those of {@code bench/peers/recipe.h}.
 *
 * <pre>LapwingPeer potrf|gemm|geqrf|getrf N TILE THREADS REPEATS</pre>
 *
 * A tile of 0 is Lapwing's default. The first repeat is a warm-up, and its time is not printed.
 */
public final class LapwingPeer {
  private static final double EPS = Math.ulp(1.0) / 2;

  private final Lapwing lapwing;
  private final int n;
  private final int repeats;

  private LapwingPeer(Lapwing lapwing, int n, int repeats) {
    this.lapwing = lapwing;
    this.n = n;
    this.repeats = repeats;
  }

  /** Runs one operation and prints its times and its scaled error. */
  public static void main(String[] arguments) {
    int n = Integer.parseInt(arguments[1]);
    int tile = Integer.parseInt(arguments[2]);
    int threads = Integer.parseInt(arguments[3]);
    try (Lapwing lapwing = lapwing(tile, threads)) {
      print("runs %s; %d tasks at once", lapwing.kernels(), threads);
      LapwingPeer peer = new LapwingPeer(lapwing, n, Integer.parseInt(arguments[4]));
      print("error %.3e", peer.error(arguments[0]));
    }
  }

  private double error(String operation) {
    return switch (operation) {
      case "potrf" -> potrf();
      case "gemm" -> gemm();
      case "geqrf" -> geqrf();
      case "getrf" -> getrf();
      default -> throw new IllegalArgumentException("no operation " + operation);
    };
  }

  private static Lapwing lapwing(int tile, int threads) {
    LapwingBuilder builder = Lapwing.builder().threads(threads);
    return (tile == 0 ? builder : builder.tile(tile)).build();
  }

  /** {@code ||A x - L (L^T x)|| / (n ||A|| ||x|| eps)}. */
  private double potrf() {
    BigMatrix a = lapwing.matrix(n, n, this::positiveDefinite);
    BigMatrix l = timed(() -> a.cholesky().lower());
    BigMatrix x = probe();
    BigMatrix residual = a.multiply(x).minus(l.multiply(l.transpose().multiply(x)));
    return residual.norm(Norm.INFINITY) / (n * a.norm(Norm.INFINITY) * EPS);
  }

  /** {@code ||P (A x) - L (U x)|| / (n ||A|| ||x|| eps)}. */
  private double getrf() {
    BigMatrix a = lapwing.matrix(n, n, (i, j) -> entry(1, i, j));
    LuFactor factor = timed(a::lu);
    BigMatrix x = probe();
    BigMatrix product = factor.lower().multiply(factor.upper().multiply(x));
    BigMatrix residual = a.multiply(x).permuteRows(factor.order()).minus(product);
    return residual.norm(Norm.INFINITY) / (n * a.norm(Norm.INFINITY) * EPS);
  }

  /** {@code ||C x - A (B x)|| / (n ||A|| ||B|| ||x|| eps)}. */
  private double gemm() {
    BigMatrix a = lapwing.matrix(n, n, (i, j) -> entry(1, i, j));
    BigMatrix b = lapwing.matrix(n, n, (i, j) -> entry(2, i, j));
    BigMatrix c = timed(() -> a.multiply(b));
    BigMatrix x = probe();
    BigMatrix residual = c.multiply(x).minus(a.multiply(b.multiply(x)));
    return residual.norm(Norm.INFINITY) / (n * a.norm(Norm.INFINITY) * b.norm(Norm.INFINITY) * EPS);
  }

  /** {@code ||A^T (A x) - R^T (R x)|| / (n ||A^T|| ||A|| ||x|| eps)}; the reflectors are kept. */
  private double geqrf() {
    BigMatrix a = lapwing.matrix(n, n, (i, j) -> entry(1, i, j));
    BigMatrix r = timed(a::qr).r();
    BigMatrix x = probe();
    BigMatrix residual =
        a.transposeMultiply(a.multiply(x)).minus(r.transposeMultiply(r.multiply(x)));
    return residual.norm(Norm.INFINITY) / (n * a.norm(Norm.ONE) * a.norm(Norm.INFINITY) * EPS);
  }

  private <T extends AutoCloseable> T timed(Supplier<T> operation) {
    close(operation.get());
    for (int repeat = 1; repeat < repeats; repeat++) {
      close(timedOnce(operation));
    }
    return timedOnce(operation);
  }

  private static void close(AutoCloseable result) {
    try {
      result.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> T timedOnce(Supplier<T> operation) {
    long start = System.nanoTime();
    T result = operation.get();
    print("time %.9f", (System.nanoTime() - start) * 1e-9);
    return result;
  }

  private BigMatrix probe() {
    return lapwing.matrix(n, 1, (i, j) -> entry(3, i, 0) < 0 ? -1 : 1);
  }

  private double positiveDefinite(long i, long j) {
    return entry(1, Math.max(i, j), Math.min(i, j)) + (i == j ? n : 0);
  }

  /** Uniform on [-1/2, 1/2): the finaliser of splitmix64 over the two indices. */
  private static double entry(long which, long i, long j) {
    long z = which * 0x9E3779B97F4A7C15L + (i << 32 | j);
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return ((z ^ (z >>> 31)) >>> 11) * 0x1p-53 - 0.5;
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
