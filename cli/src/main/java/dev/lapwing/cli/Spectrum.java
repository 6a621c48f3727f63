package dev.lapwing.cli;

import dev.lapwing.BigMatrix;

/** Singular values or eigenvalues, in an answer and in a file. */
final class Spectrum {
  private Spectrum() {}

  /** Says how many there are, and the first and the last. */
  static void describe(Outcome outcome, double[] values) {
    double first = values[0];
    double last = values[values.length - 1];
    outcome
        .answer()
        .row(
            "values",
            "%s, from %s to %s"
                .formatted(
                    Numbers.count(values.length, "value"),
                    Numbers.threeDigits(first),
                    Numbers.threeDigits(last)))
        .fact("values", values.length)
        .fact("first", first)
        .fact("last", last);
  }

  /** Writes them as a column. */
  static void save(Workbench bench, double[] values, Target target) {
    try (BigMatrix column = column(bench, values)) {
      bench.save(column, target);
    }
  }

  /** A matrix of one column. */
  static BigMatrix column(Workbench bench, double[] values) {
    return bench.lapwing().matrix(values.length, 1, values);
  }
}
