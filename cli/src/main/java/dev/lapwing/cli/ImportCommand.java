package dev.lapwing.cli;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Turns a file into a Zarr array. */
@Command(
    name = "import",
    header = "Turns a .npy, Matrix Market or CSV file into a Zarr array, cut into tiles.",
    description = {
      "",
      "A Zarr array is read tile by tile, so that a matrix need not fit into memory; other files"
          + " are read whole."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  lapwing generate spd 2000 --out a.npy",
      "  lapwing import a.npy",
      "  lapwing import a.npy --tile 512x256 --out tiled.zarr"
    })
final class ImportCommand implements Runnable {
  private final Dialogue dialogue;

  @Parameters(
      paramLabel = "FILE",
      converter = MatrixPath.Converter.class,
      description = "The matrix.")
  private MatrixPath file;

  @Option(
      names = "--out",
      paramLabel = "ARRAY",
      converter = MatrixPath.Converter.class,
      description = "Where the array goes (default: beside the file, with the ending .zarr).")
  private Optional<MatrixPath> out;

  @Option(names = "--overwrite", description = "Replace what is there.")
  private boolean overwrite;

  @Mixin private ComputeOptions compute = new ComputeOptions();

  ImportCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public void run() {
    MatrixPath array = out.orElseGet(() -> file.withEnding(".zarr"));
    if (!array.isZarr()) {
      throw new BadInput("a matrix is imported into a .zarr array, not into " + array);
    }
    new Conversion(dialogue, compute).run("import", file, array, overwrite);
  }
}
