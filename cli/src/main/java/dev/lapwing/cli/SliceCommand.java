package dev.lapwing.cli;

import dev.lapwing.BigMatrix;
import dev.lapwing.Run;
import dev.lapwing.RunOptions;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Copies some rows and columns. */
@Command(
    name = "slice",
    header = "Copies some rows and columns of a matrix.",
    description = {
      "",
      "Rows and columns are counted from zero: 3:20 are 3 to 19, :20 the first twenty, 3: all from"
          + " the fourth on. The result has tiles of --tile, or as large as those of the matrix."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  lapwing generate random 1000x300 --out a.npy",
      "  lapwing slice a.npy --rows 3:20 --columns :50 --out b.npy",
      "  lapwing slice a.npy --rows 500: --tile 64 --out c.zarr"
    })
final class SliceCommand implements Callable<Integer> {
  private static final String ALL = ":";

  private final Dialogue dialogue;

  @Parameters(paramLabel = "A", converter = MatrixPath.Converter.class, description = "The matrix.")
  private MatrixPath a;

  @Option(
      names = "--rows",
      paramLabel = "FROM:TO",
      converter = Span.Converter.class,
      defaultValue = ALL,
      description = "Which rows (default: all).")
  private Span rows;

  @Option(
      names = "--columns",
      paramLabel = "FROM:TO",
      converter = Span.Converter.class,
      defaultValue = ALL,
      description = "Which columns (default: all).")
  private Span columns;

  @Mixin private ResultOptions result = new ResultOptions();

  SliceCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public Integer call() {
    return result.make(
        dialogue, "slice", List.of(a), (inputs, options) -> copy(inputs.get(0), options));
  }

  private Run<BigMatrix> copy(BigMatrix matrix, RunOptions options) {
    long lastRow = rows.end("rows", matrix.rows());
    long lastColumn = columns.end("columns", matrix.columns());
    try (BigMatrix slice = matrix.slice(rows.from(), lastRow, columns.from(), lastColumn)) {
      return slice.async(options).copy();
    }
  }
}
