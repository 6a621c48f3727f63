package dev.lapwing.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the result of a command goes. */
final class TargetOptions {
  @Option(
      names = "--out",
      paramLabel = "FILE",
      converter = MatrixPath.Converter.class,
      description =
          "Where the result goes, in the format of its ending: .npy, .mtx, .csv, .zarr;"
              + " a .zarr may be in S3.")
  private Optional<MatrixPath> out;

  @Option(names = "--overwrite", description = "Replace what is there.")
  private boolean overwrite;

  /** The result's place, if there is to be one, after checking that it can be written. */
  Optional<Target> checked(List<MatrixPath> inputs) {
    return out.map(place -> Target.of(place, overwrite, inputs));
  }

  boolean overwrites() {
    return overwrite;
  }
}
