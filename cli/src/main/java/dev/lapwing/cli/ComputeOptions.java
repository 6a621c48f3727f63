package dev.lapwing.cli;

import dev.lapwing.Lapwing;
import dev.lapwing.Shape;
import dev.lapwing.state.Precision;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a computation may use of the machine. */
final class ComputeOptions {
  @Mixin private MachineOptions machine = new MachineOptions();

  @Option(
      names = "--tile",
      paramLabel = "TILE",
      converter = Lengths.OfTile.class,
      description = "Rows and columns of a tile: 256 or 512x256 (default: chosen from the size).")
  private Optional<Shape> tile;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      converter = PrecisionOption.Converter.class,
      completionCandidates = PrecisionOption.Words.class,
      description =
          "Compute with entries of this type, float64 or float32 (default: what the matrices have;"
              + " float64 for new ones).")
  private Optional<Precision> type;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description =
          "Work in a folder instead of memory: slower, but what is larger than memory fits, and"
              + " what was killed can be resumed.")
  private Optional<Path> folder;

  /** The tiles that the user wants. */
  Optional<Shape> tile() {
    return tile;
  }

  /** The type of entries that the user wants. */
  Optional<Precision> type() {
    return type;
  }

  /** Where the computation happens. */
  Venue venue(FleetOptions fleet) {
    return fleet.venue(folder);
  }

  /** A Lapwing within these bounds. */
  Lapwing open(Venue venue) {
    return venue.applyTo(machine.builder(), machine).build();
  }
}
