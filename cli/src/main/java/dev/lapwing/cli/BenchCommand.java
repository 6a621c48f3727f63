package dev.lapwing.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/**
 * Names the comparison with other systems, which the launcher of a clone runs itself: it needs
 * compilers, the sources of the peers and no Lapwing that is running.
 */
@Command(
    name = "bench",
    header = "Measures Lapwing beside ScaLAPACK, LAPACK and Dask, on the same matrices, in turn.",
    description = {
      "",
      "./lapwing bench --op potrf,gemm --n 2048,4096 --against scalapack,lapack,dask prints a row for"
          + " each system: median, Gflop/s, spread, scaled error, ratio; --csv and --html write them."
          + " It runs in a clone of the sources."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  lapwing bench --help", "  lapwing help bench"})
@SuppressWarnings("UnusedVariable") // picocli fills the list
final class BenchCommand implements Runnable {
  @Unmatched private List<String> options = List.of();

  @Override
  public void run() {
    throw new BadInput(
        "bench needs the sources, which this installation has not: run ./lapwing bench in a clone of them");
  }
}
