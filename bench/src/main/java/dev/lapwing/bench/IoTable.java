package dev.lapwing.bench;

import dev.lapwing.BigMatrix;
import dev.lapwing.Lapwing;
import dev.lapwing.Run;
import dev.lapwing.RunReport;
import dev.lapwing.compiler.Compiler;
import dev.lapwing.compiler.Plan;
import dev.lapwing.lambdapack.Parameter;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.Size;
import dev.lapwing.lambdapack.Sizes;
import dev.lapwing.lambdapack.algorithm.Algorithms;
import dev.lapwing.lambdapack.algorithm.CholeskyChunked;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The tasks and the traffic of large products and factorizations, counted on their task graphs,
 * beside those of NumPyWren and what no program can do without; and small runs of the same
 * programs, counted where tiles are read and written.
 *
 * <pre>IoTable FOLDER [N ...]</pre>
 *
 * <p>Matrices are stored in tiles of 4096. A program works in tiles of {@code side} times as many
 * rows and columns: a task reads and writes side^2 stored tiles for each of its own. Every operand
 * of every task counts; an executor with a cache reads less.
 *
 * <p>What no program can do without is a bound for one executor with all the work and M elements of
 * memory: 2 n^3 / sqrt(M) elements are read for a product (T. Smith et al., A tight I/O lower bound
 * for matrix multiplication, 2019), n^3 / (3 sqrt(M)) for Cholesky (A. Olivry et al., Automated
 * derivation of parametric data movement lower bounds for affine programs, PLDI 2020), and no less
 * than the inputs; and the outputs are written.
 */
public final class IoTable {
  private static final long STORED_TILE = 4096;
  private static final List<Long> SIZES = List.of(65_536L, 262_144L, 1_048_576L);
  private static final long PUBLISHED_SIZE = 262_144;
  private static final double MEMORY_GIB = 10;
  private static final double TERA = 1e12;

  private static final int SMALL = 1024;
  private static final int SMALL_TILE = 128;

  private static final List<Algorithm> ALGORITHMS =
      List.of(
          new Algorithm("gemm", 2, new Traffic(352_256, 117e12, 47e12), 2, 2, 1),
          new Algorithm("gemm", 1, new Traffic(352_256, 117e12, 47e12), 2, 2, 1),
          new Algorithm(
              "cholesky-chunked", 2, new Traffic(45_760, 18.1e12, 6.1e12), 1 / 3.0, 0.5, 0.5),
          new Algorithm(
              "cholesky-chunked", 1, new Traffic(45_760, 18.1e12, 6.1e12), 1 / 3.0, 0.5, 0.5),
          new Algorithm("cholesky", 1, new Traffic(45_760, 18.1e12, 6.1e12), 1 / 3.0, 0.5, 0.5));

  private IoTable() {}

  /**
   * How many tasks, and the bytes that they read and write.
   *
   * @param tasks their number
   * @param read bytes
   * @param written bytes
   */
  private record Traffic(long tasks, double read, double written) {
    static Traffic of(Plan plan) {
      return new Traffic(plan.tasks(), plan.bytesRead(), plan.bytesWritten());
    }

    String text() {
      return "%,12d %10.2f %10.2f".formatted(tasks, read / TERA, written / TERA);
    }
  }

  /**
   * A row of the table.
   *
   * @param program its name
   * @param side the stored tiles along a side of a tile that is worked on
   * @param numPyWren what NumPyWren needs at n = 262,144
   * @param products the bound on reads is this many n^3 / sqrt(M)
   * @param inputs elements of its inputs, in n^2
   * @param outputs elements of its outputs, in n^2
   */
  private record Algorithm(
      String program, int side, Traffic numPyWren, double products, double inputs, double outputs) {

    Traffic traffic(long n, long tile) {
      Program recorded = Algorithms.named(program).program();
      return Traffic.of(Plan.of(Compiler.compile(recorded).at(sizes(recorded, n, side * tile))));
    }

    Traffic least(long n) {
      double memory = MEMORY_GIB * (1 << 30) / Double.BYTES;
      double square = (double) n * n;
      double read = Math.max(inputs * square, products * square * n / Math.sqrt(memory));
      return new Traffic(0, Double.BYTES * read, Double.BYTES * outputs * square);
    }

    private static Sizes sizes(Program program, long n, long tile) {
      var cut = new Partition(n, tile);
      return new Sizes(
          program.sizes().stream().collect(Collectors.toMap(Size::name, size -> cut)),
          program.parameters().stream()
              .collect(Collectors.toMap(Parameter::name, chunk -> chunk(program, cut.tiles()))),
          Map.of());
    }

    private static long chunk(Program program, long tiles) {
      return program.name().equals("gemm") ? tiles : CholeskyChunked.chunkFor(tiles);
    }
  }

  /** Prints both tables; runs work in the folder. */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    List<Long> sizes =
        arguments.length == 1
            ? SIZES
            : Arrays.stream(arguments).skip(1).map(Long::valueOf).toList();
    System.out.printf(
        "Terabytes; stored tiles of %,d; least: one executor of %.0f GiB%n%n%-18s %9s %5s %12s %10s"
            + " %10s  %-34s %10s %10s%n",
        STORED_TILE,
        MEMORY_GIB,
        "program",
        "n",
        "side",
        "tasks",
        "read",
        "written",
        "NumPyWren: tasks, read, written",
        "least read",
        "written");
    for (Algorithm algorithm : ALGORITHMS) {
      sizes.forEach(n -> print(algorithm, n));
    }
    printSmallRuns(Path.of(arguments[0]));
  }

  private static void print(Algorithm algorithm, long n) {
    Optional<Traffic> theirs =
        n == PUBLISHED_SIZE ? Optional.of(algorithm.numPyWren()) : Optional.empty();
    Traffic least = algorithm.least(n);
    System.out.printf(
        "%-18s %,9d %5d %s  %34s %10.2f %10.2f%n",
        algorithm.program(),
        n,
        algorithm.side(),
        algorithm.traffic(n, STORED_TILE).text(),
        theirs.map(Traffic::text).orElse("-"),
        least.read() / TERA,
        least.written() / TERA);
  }

  private static void printSmallRuns(Path folder) {
    System.out.printf(
        "%nRuns in a folder, n = %,d in tiles of %d, bytes: counted on the graph, and at the store%n",
        SMALL, SMALL_TILE);
    try (Lapwing lapwing = Lapwing.builder().folder(folder).tile(SMALL_TILE).build();
        BigMatrix a = lapwing.matrix(SMALL, SMALL, (i, j) -> i == j ? SMALL : 1.0 / (1 + i + j))) {
      printSmallRun(ALGORITHMS.get(1), report(a, matrix -> matrix.async().multiply(matrix)));
      printSmallRun(ALGORITHMS.get(3), report(a, matrix -> matrix.async().cholesky()));
    }
  }

  private static <T extends AutoCloseable> RunReport report(
      BigMatrix a, Function<BigMatrix, Run<T>> operation) {
    Run<T> run = operation.apply(a);
    run.join();
    return run.report();
  }

  private static void printSmallRun(Algorithm algorithm, RunReport report) {
    Traffic planned = algorithm.traffic(SMALL, SMALL_TILE);
    System.out.printf(
        "%-18s %,8d tasks, %,8d run; read %,14.0f, %,14d; written %,14.0f, %,14d%n",
        algorithm.program(),
        planned.tasks(),
        report.tasks(),
        planned.read(),
        report.bytesRead(),
        planned.written(),
        report.bytesWritten());
  }
}
