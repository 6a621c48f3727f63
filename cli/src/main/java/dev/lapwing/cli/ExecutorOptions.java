package dev.lapwing.cli;

import dev.lapwing.LapwingBuilder;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether executors of their own compute, instead of this process. */
final class ExecutorOptions {
  @Option(
      names = "--executors",
      paramLabel = "N",
      description =
          "Let up to N executors compute, which outlive this command: processes of this machine,"
              + " or on AWS invocations of the function (there, as many as were deployed). With 0,"
              + " none is started: lapwing worker runs them.")
  private Optional<Integer> executors = Optional.empty();

  @Option(
      names = "--detach",
      description = "Begin the run, wait until an executor has come, and leave it to them.")
  private boolean detach;

  /** Whether nobody waits. */
  boolean detaches() {
    return detach;
  }

  /** Whether a place is to start executors. */
  boolean start() {
    return !executors.equals(Optional.of(0));
  }

  /** Hands the runs of a Lapwing over to executors, if that is wanted. */
  void applyTo(LapwingBuilder builder, Optional<Site> site, MachineOptions machine) {
    boolean elsewhere = site.filter(StackSite.class::isInstance).isPresent();
    if (!detach && executors.isEmpty() && !elsewhere) {
      return;
    }
    executors
        .filter(most -> most < 0)
        .ifPresent(
            most -> {
              throw new BadInput("--executors must be 0 or more, not " + most);
            });
    site.orElseThrow(
            () ->
                new BadInput(
                    "executors need a --folder that they share with this command, or --on aws"))
        .hire(builder, executors, machine);
  }
}
