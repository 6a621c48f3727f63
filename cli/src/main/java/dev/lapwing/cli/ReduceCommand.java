package dev.lapwing.cli;

import dev.lapwing.AsyncMatrix;
import dev.lapwing.BigMatrix;
import dev.lapwing.Run;
import dev.lapwing.lambdapack.Axis;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reduces rows, columns or a matrix to numbers. */
@Command(
    name = "reduce",
    header = "Computes sum, mean, least or greatest entry of rows or columns.",
    description = {
      "",
      "Without --axis, the number of the whole matrix is printed. A NaN gives NaN."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  lapwing generate random 1000x300 --out a.npy",
      "  lapwing reduce mean a.npy",
      "  lapwing reduce sum a.npy --axis rows --out s.npy",
      "  lapwing reduce max a.npy --axis columns --out m.csv"
    })
final class ReduceCommand implements Callable<Integer> {
  private final Dialogue dialogue;

  @Parameters(index = "0", paramLabel = "WHAT", description = "One of ${COMPLETION-CANDIDATES}.")
  private Kind kind;

  @Parameters(
      index = "1",
      paramLabel = "A",
      converter = MatrixPath.Converter.class,
      description = "The matrix, m x n.")
  private MatrixPath a;

  @Option(
      names = "--axis",
      paramLabel = "AXIS",
      description =
          "rows: a number for every row, m x 1; columns: one for every column, 1 x n (default: one"
              + " for the whole matrix).")
  private Optional<Axis> axis = Optional.empty();

  @Mixin private ResultOptions result = new ResultOptions();

  ReduceCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public Integer call() {
    return axis.map(
            along ->
                result.make(
                    dialogue,
                    "reduce",
                    List.of(a),
                    (inputs, options) -> kind.along(along, inputs.get(0).async(options))))
        .orElseGet(
            () ->
                result.number(
                    dialogue, "reduce", kind.toString(), a, matrix -> kind.all(matrix.async())));
  }

  /** What is computed. */
  enum Kind {
    SUM,
    MEAN,
    MIN,
    MAX;

    Run<BigMatrix> along(Axis axis, AsyncMatrix a) {
      return switch (this) {
        case SUM -> a.sum(axis);
        case MEAN -> a.mean(axis);
        case MIN -> a.min(axis);
        case MAX -> a.max(axis);
      };
    }

    Run<Double> all(AsyncMatrix a) {
      return switch (this) {
        case SUM -> a.sum();
        case MEAN -> a.mean();
        case MIN -> a.min();
        case MAX -> a.max();
      };
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
