package dev.lapwing.cli;

import dev.lapwing.Lapwing;
import dev.lapwing.LapwingBuilder;
import dev.lapwing.Shape;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a computation may use of the machine. */
final class ComputeOptions {
  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Tasks that run at once (default: one for each core).")
  private Optional<Integer> threads;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      converter = ByteSize.Converter.class,
      description = "Memory for tiles, for example 512M or 2GiB (default: what the JVM allows).")
  private Optional<ByteSize> memory;

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

  /** A Lapwing within these bounds. */
  Lapwing open() {
    LapwingBuilder builder = Lapwing.builder();
    threads.ifPresent(builder::threads);
    memory.ifPresent(size -> builder.memoryBudget(size.bytes()));
    folder.ifPresent(builder::folder);
    return builder.build();
  }
}
