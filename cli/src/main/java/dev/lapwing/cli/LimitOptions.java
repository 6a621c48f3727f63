package dev.lapwing.cli;

import dev.lapwing.LapwingBuilder;
import dev.lapwing.cli.stack.AwsSession;
import dev.lapwing.executor.cost.CostMeter;
import dev.lapwing.executor.cost.PriceList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a run on AWS may cost. */
final class LimitOptions {
  @Option(
      names = "--max-cost",
      paramLabel = "DOLLARS",
      description =
          "On AWS: begin no run that would cost more by its plan, and stop one that has cost so much;"
              + " lapwing resume goes on with it.")
  private Optional<Double> dollars = Optional.empty();

  @Option(
      names = "--prices",
      paramLabel = "FILE",
      description = "A price list of your own for it: see docs/aws.md.")
  private Optional<Path> priceList = Optional.empty();

  /** Bounds the cost of the runs of a Lapwing, if that is wanted. */
  void applyTo(LapwingBuilder builder, Optional<Site> site) {
    if (dollars.isEmpty()) {
      return;
    }
    if (!(site.orElse(null) instanceof StackSite stack)) {
      throw new BadInput("--max-cost is for runs on AWS: give --on aws, too");
    }
    if (!(dollars.get() > 0)) {
      throw new BadInput("--max-cost must be more than 0, not " + dollars.get());
    }
    builder.maxCost(meter(), stack.size());
  }

  private CostMeter meter() {
    try (AwsSession aws = AwsSession.open(Optional.empty())) {
      PriceList list =
          priceList.isPresent() ? PriceList.read(priceList.get()) : PriceList.shipped();
      return new CostMeter(list.of(aws.region().id()), dollars.get());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
