package dev.lapwing.cli;

import dev.lapwing.LapwingBuilder;
import dev.lapwing.cli.stack.AwsSession;
import dev.lapwing.executor.cost.CostMeter;
import java.util.Optional;
import picocli.CommandLine.Mixin;
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

  @Mixin private PriceOptions prices = new PriceOptions();

  /** Bounds the cost of the runs of a Lapwing, if that is wanted. */
  void applyTo(LapwingBuilder builder, Optional<Site> site) {
    if (dollars.isEmpty()) {
      refusePrices();
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

  private void refusePrices() {
    if (prices.isGiven()) {
      throw new BadInput("--prices are for --max-cost here: give that, too");
    }
  }

  private CostMeter meter() {
    try (AwsSession aws = AwsSession.open(Optional.empty())) {
      return new CostMeter(prices.list().of(aws.region().id()), dollars.get());
    }
  }
}
