package dev.lapwing.cli;

import dev.lapwing.Lapwing;
import dev.lapwing.cli.plan.ClassCost;
import dev.lapwing.cli.plan.Plan;
import dev.lapwing.cli.plan.PlanWalk;
import dev.lapwing.compiler.Compiler;
import dev.lapwing.lambdapack.Sizes;
import dev.lapwing.lambdapack.algorithm.Algorithm;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what a program would cost, from its sizes alone. */
@Command(
    name = "plan",
    header = "Says what a program would cost: tasks, flops, bytes, memory. Needs no data.",
    description = {
      "",
      "Counts on the program's task graph. Exits with 5 if the tasks that run at once do not fit"
          + " into --memory, and says what would."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  lapwing plan cholesky --n 65536 --tile 1024",
      "  lapwing plan gemm --m 20000 --n 20000 --k 5000 --memory 2GiB --threads 8",
      "  lapwing plan tsqr --m 1000000 --n 128 --tile 4096 --json"
    })
final class PlanCommand implements Callable<Integer> {
  private final Dialogue dialogue;

  @Parameters(
      paramLabel = "PROGRAM",
      converter = ProgramName.class,
      description = "A program that ships with Lapwing; lapwing explain lists them.")
  private Algorithm algorithm;

  @Mixin private SizeOptions sizes = new SizeOptions();

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

  PlanCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public Integer call() {
    Sizes actual = sizes.of(algorithm.program());
    Plan plan =
        dialogue.during(
            "planning", () -> PlanWalk.plan(Compiler.compile(algorithm.program()), actual));
    Budget budget = budget();
    dialogue.answer(new PlanText(plan, algorithm.program(), actual, budget).answer());
    Optional<ClassCost> tooLarge = plan.largest().filter(cost -> !budget.allows(cost));
    if (tooLarge.isPresent()) {
      throw new DoesNotFit(budget.refusal(tooLarge.get()));
    }
    return ExitCode.OK;
  }

  private Budget budget() {
    if (threads.isPresent() && memory.isPresent()) {
      return new Budget(threads.get(), memory.get().bytes());
    }
    try (Lapwing lapwing = Lapwing.local()) {
      return new Budget(
          threads.orElse(lapwing.threads()),
          memory.map(ByteSize::bytes).orElse(lapwing.memoryBudget()));
    }
  }
}
