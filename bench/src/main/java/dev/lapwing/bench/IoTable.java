package dev.lapwing.bench;

import dev.lapwing.BigMatrix;
import dev.lapwing.Lapwing;
import dev.lapwing.Run;
import dev.lapwing.RunReport;
import dev.lapwing.Shape;
import dev.lapwing.compiler.Compiler;
import dev.lapwing.compiler.Plan;
import dev.lapwing.lambdapack.Parameter;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.Size;
import dev.lapwing.lambdapack.Sizes;
import dev.lapwing.lambdapack.algorithm.Algorithms;
import dev.lapwing.lambdapack.algorithm.CholeskyChunked;
import dev.lapwing.lambdapack.algorithm.Lu;
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
 * derivation of parametric data movement lower bounds for affine programs, PLDI 2020), twice that
 * for LU (G. Kwasniewski et al., On the parallel I/O optimality of linear algebra kernels, SC
 * 2021), and no less than the inputs, which is all that is said of QR and the reduction to a band;
 * and the outputs are written.
 */
public final class IoTable {
  private static final long STORED_TILE = 4096;
  private static final List<Long> SIZES = List.of(65_536L, 262_144L, 1_048_576L);
  private static final long PUBLISHED_SIZE = 262_144;
  private static final double MEMORY_GIB = 10;
  private static final double TERA = 1e12;

  private static final int SMALL = 1024;
  private static final int SMALL_TILE = 128;

  private static final Algorithm GEMM =
      new Algorithm("gemm", Optional.of(new Traffic(352_256, 117e12, 47e12)), 2, 2, 1);
  private static final Algorithm CHOLESKY =
      new Algorithm(
          "cholesky", Optional.of(new Traffic(45_760, 18.1e12, 6.1e12)), 1 / 3.0, 0.5, 0.5);
  private static final Algorithm CHUNKED =
      new Algorithm("cholesky-chunked", CHOLESKY.numPyWren(), 1 / 3.0, 0.5, 0.5);
  private static final Algorithm QR =
      new Algorithm("qr", Optional.of(new Traffic(183_334, 84e12, 38e12)), 0, 1, 0.5);
  private static final Algorithm BAND =
      new Algorithm("band", Optional.of(new Traffic(358_606, 167e12, 74e12)), 0, 1, 0.5);
  private static final Algorithm LU = new Algorithm("lu", Optional.empty(), 2 / 3.0, 1, 1);

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

    /** Its bytes as parts of another's, in percent. */
    String shares(Traffic other) {
      return "%.0f, %.0f".formatted(100 * read / other.read, 100 * written / other.written);
    }

    String text() {
      return "%,12d %10.2f %10.2f".formatted(tasks, read / TERA, written / TERA);
    }
  }

  /**
   * What rows of the table are about.
   *
   * @param program its name
   * @param numPyWren what NumPyWren needs at n = 262,144
   * @param products the bound on reads is this many n^3 / sqrt(M)
   * @param inputs elements of its inputs, in n^2
   * @param outputs elements of its outputs, in n^2
   */
  private record Algorithm(
      String program, Optional<Traffic> numPyWren, double products, double inputs, double outputs) {

    Traffic traffic(long n, long tile) {
      Program recorded = Algorithms.named(program).program();
      return Traffic.of(Plan.of(Compiler.compile(recorded).at(sizes(recorded, n, tile))));
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
          program.sizes().stream()
              .collect(
                  Collectors.toMap(
                      Size::name, size -> size.name().equals("w") ? new Partition(1, 1) : cut)),
          program.parameters().stream()
              .collect(Collectors.toMap(Parameter::name, chunk -> chunk(program, cut))),
          Map.of());
    }

    /** As the library takes it: all inner tiles, a few columns, a flat tree, leaves that fit. */
    private static long chunk(Program program, Partition cut) {
      return switch (program.name()) {
        case "cholesky-chunked" -> CholeskyChunked.chunkFor(cut.tiles());
        case "lu" -> Lu.chunk(cut.tile());
        default -> cut.tiles();
      };
    }
  }

  /** Prints both tables; runs work in the folder. */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    List<Long> sizes =
        arguments.length == 1
            ? SIZES
            : Arrays.stream(arguments).skip(1).map(IoTable::order).toList();
    System.out.printf(
        "Terabytes; stored tiles of %,d; least: one executor of %.0f GiB%n%n%-18s %9s %5s %12s %10s"
            + " %10s  %-34s %11s %10s %10s%n",
        STORED_TILE,
        MEMORY_GIB,
        "program",
        "n",
        "side",
        "tasks",
        "read",
        "written",
        "NumPyWren: tasks, read, written",
        "of these, %",
        "least read",
        "written");
    for (Algorithm algorithm : List.of(GEMM, CHUNKED, CHOLESKY, QR, BAND, LU)) {
      for (int side = 1; side <= 2; side++) {
        for (long n : sizes) {
          print(algorithm, side, n);
        }
      }
    }
    printSmallRuns(Path.of(arguments[0]));
  }

  private static long order(String argument) {
    if (!argument.matches("[1-9][0-9]{0,8}")) {
      System.err.printf("bench/io: %s is no order of a matrix: bench/io --help%n", argument);
      System.exit(2);
    }
    return Long.parseLong(argument);
  }

  private static void print(Algorithm algorithm, int side, long n) {
    Optional<Traffic> theirs = algorithm.numPyWren().filter(published -> n == PUBLISHED_SIZE);
    Traffic least = algorithm.least(n);
    Traffic ours = algorithm.traffic(n, side * STORED_TILE);
    System.out.printf(
        "%-18s %,9d %5d %s  %34s %11s %10.2f %10.2f%n",
        algorithm.program(),
        n,
        side,
        ours.text(),
        theirs.map(Traffic::text).orElse("-"),
        theirs.map(ours::shares).orElse("-"),
        least.read() / TERA,
        least.written() / TERA);
  }

  private static void printSmallRuns(Path folder) {
    System.out.printf(
        "%nRuns in a folder, n = %,d in tiles of %d, bytes: counted on the graph, and at the store%n",
        SMALL, SMALL_TILE);
    try (Lapwing lapwing = Lapwing.builder().folder(folder).tile(SMALL_TILE).build();
        BigMatrix a = lapwing.matrix(SMALL, SMALL, (i, j) -> i == j ? SMALL : 1.0 / (1 + i + j))) {
      for (int side = 1; side <= 2; side++) {
        long tile = (long) side * SMALL_TILE;
        try (BigMatrix view = a.inTiles(new Shape(tile, tile))) {
          printSmallRun(GEMM, side, report(view, matrix -> matrix.async().multiply(matrix)));
          printSmallRun(CHUNKED, side, report(view, matrix -> matrix.async().cholesky()));
          printSmallRun(QR, side, byTiles(QR, view));
          printSmallRun(BAND, side, byTiles(BAND, view));
        }
      }
      printSmallRun(LU, 1, report(a, matrix -> matrix.async().lu()));
    }
  }

  private static <T extends AutoCloseable> RunReport report(
      BigMatrix a, Function<BigMatrix, Run<T>> operation) {
    Run<T> run = operation.apply(a);
    run.join();
    return run.report();
  }

  private static RunReport byTiles(Algorithm algorithm, BigMatrix a) {
    Run<Map<String, BigMatrix>> run =
        a.lapwing()
            .program(Algorithms.named(algorithm.program()).program())
            .input("A", a)
            .parameter("group", a.tileCounts().rows())
            .start();
    run.join().values().forEach(BigMatrix::close);
    return run.report();
  }

  private static void printSmallRun(Algorithm algorithm, int side, RunReport report) {
    Traffic planned = algorithm.traffic(SMALL, (long) side * SMALL_TILE);
    System.out.printf(
        "%-18s %5d %,8d tasks, %,8d run; read %,14.0f, %,14d; written %,14.0f, %,14d%n",
        algorithm.program(),
        side,
        planned.tasks(),
        report.tasks(),
        planned.read(),
        report.bytesRead(),
        planned.written(),
        report.bytesWritten());
  }
}
