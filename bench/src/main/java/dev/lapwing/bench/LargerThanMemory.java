package dev.lapwing.bench;

import dev.lapwing.BigMatrix;
import dev.lapwing.CholeskyFactor;
import dev.lapwing.Lapwing;
import dev.lapwing.LapwingBuilder;
import dev.lapwing.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * One operation on matrices that are larger than the memory that it may use, or, to compare, in
 * memory: its time, and the most memory that the process held, which is the operating system's
 * figure and has the JVM in it.
 *
 * <pre>LargerThanMemory potrf|gemm|geqrf N BUDGET_MIB [FOLDER]</pre>
 */
public final class LargerThanMemory {
  private final Lapwing lapwing;
  private final int n;

  private LargerThanMemory(Lapwing lapwing, int n) {
    this.lapwing = lapwing;
    this.n = n;
  }

  /** Prints one line; without a folder, matrices are in memory. */
  public static void main(String[] arguments) throws IOException {
    int n = Integer.parseInt(arguments[1]);
    long budget = Long.parseLong(arguments[2]) << 20;
    LapwingBuilder builder = Lapwing.builder().memoryBudget(budget);
    if (arguments.length > 3) {
      builder.folder(Path.of(arguments[3]));
    }
    try (Lapwing lapwing = builder.build()) {
      Run<?> run = new LargerThanMemory(lapwing, n).run(arguments[0]);
      System.out.printf(
          Locale.ROOT,
          "%-6s n = %d, %-9s budget %,6d MiB: %7.1f s, tiles at most %,6d MiB, process at most %,6d MiB%n",
          arguments[0],
          n,
          arguments.length > 3 ? "folder," : "memory,",
          budget >> 20,
          run.report().seconds(),
          run.report().peakTileBytes() >> 20,
          peakResidentKib() >> 10);
    }
  }

  private Run<?> run(String operation) {
    try (BigMatrix a = lapwing.matrix(n, n, this::dominant)) {
      return switch (operation) {
        case "potrf" -> finished(a.async().cholesky(), CholeskyFactor::close);
        case "gemm" -> finished(a.async().multiply(a), BigMatrix::close);
        case "geqrf" -> finished(a.async().qrR(), BigMatrix::close);
        default -> throw new IllegalArgumentException("no operation " + operation);
      };
    }
  }

  private static <T> Run<T> finished(Run<T> run, Consumer<T> close) {
    close.accept(run.join());
    return run;
  }

  private double dominant(long i, long j) {
    return i == j ? n : 1.0 / (1 + Math.abs(i - j));
  }

  /** The most memory that this process has held, from Linux; zero elsewhere. */
  private static long peakResidentKib() throws IOException {
    Path status = Path.of("/proc/self/status");
    List<String> lines = Files.exists(status) ? Files.readAllLines(status) : List.of();
    return lines.stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }
}
