package dev.lapwing.cli;

import dev.lapwing.Lapwing;
import dev.lapwing.Shape;
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

  /** Where the computation happens. */
  Venue venue(FleetOptions fleet) {
    return fleet.venue(folder);
  }

  /** A Lapwing within these bounds. */
  Lapwing open(Venue venue) {
    return venue.applyTo(machine.builder(), machine).build();
  }
}
