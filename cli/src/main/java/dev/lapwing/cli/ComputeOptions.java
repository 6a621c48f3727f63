package dev.lapwing.cli;

import dev.lapwing.Lapwing;
import dev.lapwing.LapwingBuilder;
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

  /** The folder to work in, if there is one. */
  Optional<Path> folder() {
    return folder;
  }

  /** A Lapwing within these bounds whose runs go to executors, if that is wanted. */
  Lapwing open(FleetOptions fleet) {
    LapwingBuilder builder = machine.builder();
    folder.ifPresent(builder::folder);
    fleet.applyTo(builder, folder, machine);
    return builder.build();
  }
}
