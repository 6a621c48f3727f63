package dev.lapwing.cli;

import dev.lapwing.compiler.Plan;
import dev.lapwing.executor.cost.Assumptions;
import dev.lapwing.executor.cost.CostEstimate;
import dev.lapwing.executor.cost.FunctionSize;
import dev.lapwing.executor.cost.Prices;
import dev.lapwing.executor.cost.Workload;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a plan is to say of a run on AWS. */
final class CostOptions {
  private static final int LONGEST = 900;

  /** What the JVM of an executor keeps for itself. */
  private static final int OWN_MEGABYTES = 320;

  private static final String DEFAULT_REGION = "us-east-1";

  @Option(
      names = "--on",
      paramLabel = "aws",
      description = "Also say what the run would cost on AWS.")
  private Optional<String> place;

  @Option(
      names = "--executors",
      paramLabel = "N",
      defaultValue = "100",
      description = "The most executors at once (default: 100).")
  private int executors;

  @Option(
      names = "--memory-size",
      paramLabel = "MB",
      defaultValue = "3008",
      description = "Memory of an executor on AWS (default: 3008).")
  private int memorySize;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "Whose prices (default: AWS_REGION, or us-east-1).")
  private Optional<String> region;

  @Mixin private PriceOptions prices = new PriceOptions();

  @Option(
      names = "--gflops",
      paramLabel = "X",
      defaultValue = "20",
      description = "Gflop/s of one processor there (default: 20).")
  private double gigaflops;

  /** Whether AWS is meant. */
  boolean wanted() {
    return StackOptions.isAws(place);
  }

  /** What tasks may use in one executor. */
  Budget budget() {
    FunctionSize size = size();
    long bytes = Math.max(1, memorySize - OWN_MEGABYTES) * (1L << 20);
    return new Budget(Math.max(1, (int) Math.round(size.cores())), bytes);
  }

  /** Why tasks do not fit into an executor, and what would; nothing if they do. */
  Optional<String> refusal(long taskBytes) {
    Budget budget = budget();
    long needed = budget.atOnceBytes(taskBytes);
    return needed <= budget.bytes()
        ? Optional.empty()
        : Optional.of(
            "the tasks that an executor of --memory-size %d works on at once need %s, and it has %s for tiles; give a larger --memory-size, or a smaller --tile"
                .formatted(memorySize, ByteSize.text(needed), ByteSize.text(budget.bytes())));
  }

  /** The lines and facts of the cost. */
  CostText text(Plan plan, Console console) {
    Prices prices = prices(console);
    CostEstimate estimate =
        CostEstimate.of(
            Workload.of(plan),
            size(),
            executors,
            Assumptions.defaults().withGigaflopsPerCore(gigaflops));
    return new CostText(estimate, prices, size(), executors, gigaflops);
  }

  private FunctionSize size() {
    return new FunctionSize(memorySize, LONGEST);
  }

  private Prices prices(Console console) {
    return prices
        .list()
        .of(region.orElse(console.environment().getOrDefault("AWS_REGION", DEFAULT_REGION)));
  }
}
