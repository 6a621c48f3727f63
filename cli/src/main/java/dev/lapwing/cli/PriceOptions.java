package dev.lapwing.cli;

import dev.lapwing.executor.cost.PriceList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whose prices are meant. */
final class PriceOptions {
  @Option(
      names = "--prices",
      paramLabel = "FILE",
      description = "A price list of your own: see docs/aws.md.")
  private Optional<Path> file = Optional.empty();

  boolean isGiven() {
    return file.isPresent();
  }

  /** The list that is given, or the one that comes with Lapwing. */
  PriceList list() {
    try {
      return file.isPresent() ? PriceList.read(file.get()) : PriceList.shipped();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
