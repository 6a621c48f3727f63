package dev.lapwing;

import java.util.Arrays;

/** A matrix times a diagonal one. */
final class ColumnScaling {
  private ColumnScaling() {}

  /** {@code A diag(factors)}; columns beyond the factors stay as they are. */
  static Run<BigMatrix> start(String name, BigMatrix a, double[] factors, RunOptions options) {
    BigMatrix columns = a.view();
    Run<BigMatrix> run =
        ChainedRun.closing(
            name,
            row(a, factors),
            row ->
                a.lapwing()
                    .operations()
                    .entries()
                    .scaleColumns(Operand.of(columns), Operand.of(row))
                    .only("C", options));
    Joining.atEnd(run.future(), columns::close);
    return run;
  }

  /** The factors as a row, cut as the columns are, with ones behind them. */
  private static Run<BigMatrix> row(BigMatrix a, double[] factors) {
    double[] all = Arrays.copyOf(factors, Math.toIntExact(a.columns()));
    Arrays.fill(all, Math.min(factors.length, all.length), all.length, 1);
    RunOptions options =
        RunOptions.defaults().tile(new Shape(1, a.tileShape().columns())).precision(a.precision());
    return a.lapwing().async(options).matrix(1, all.length, (i, j) -> all[(int) j]);
  }
}
