package dev.lapwing.cli;

import java.util.List;
import picocli.CommandLine.Option;

/** Where the result of a command goes that has no other purpose. */
final class RequiredTarget {
  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      converter = MatrixPath.Converter.class,
      description =
          "Where the result goes, in the format of its ending: .npy, .mtx, .csv, .zarr;"
              + " a .zarr may be in S3.")
  private MatrixPath out;

  @Option(names = "--overwrite", description = "Replace what is there.")
  private boolean overwrite;

  /** The result's place, after checking that it can be written. */
  Target checked(List<MatrixPath> inputs) {
    return Target.of(out, overwrite, inputs);
  }
}
