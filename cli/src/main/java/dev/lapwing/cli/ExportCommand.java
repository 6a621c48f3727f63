package dev.lapwing.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a matrix in another format. */
@Command(
    name = "export",
    header = "Writes a matrix in another format: .npy, Matrix Market, CSV or Zarr.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  lapwing generate spd 500 --out a.zarr",
      "  lapwing export a.zarr --out a.npy",
      "  lapwing export a.zarr --out a.csv"
    })
final class ExportCommand implements Runnable {
  private final Dialogue dialogue;

  @Parameters(
      paramLabel = "MATRIX",
      converter = MatrixPath.Converter.class,
      description = "The matrix.")
  private MatrixPath matrix;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      converter = MatrixPath.Converter.class,
      description =
          "Where it goes, in the format of its ending: .npy, .mtx, .csv, .zarr;"
              + " a .zarr may be in S3.")
  private MatrixPath out;

  @Option(names = "--overwrite", description = "Replace what is there.")
  private boolean overwrite;

  @Mixin private ComputeOptions compute = new ComputeOptions();

  ExportCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public void run() {
    new Conversion(dialogue, compute).run("export", matrix, out, overwrite);
  }
}
