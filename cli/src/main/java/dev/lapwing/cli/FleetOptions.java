package dev.lapwing.cli;

import dev.lapwing.LapwingBuilder;
import dev.lapwing.executor.Scaling;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether executors of their own compute, instead of this process. */
final class FleetOptions {
  @Option(
      names = "--executors",
      paramLabel = "N",
      description =
          "Let up to N processes of this machine compute; they share the --folder and outlive this"
              + " command. With 0, none is started: lapwing worker runs them.")
  private Optional<Integer> executors = Optional.empty();

  @Option(
      names = "--detach",
      description = "Begin the run, print its name, and leave it to its executors.")
  private boolean detach;

  /** Whether somebody else computes. */
  boolean isWanted() {
    return detach || executors.isPresent();
  }

  /** Whether nobody waits. */
  boolean detaches() {
    return detach;
  }

  /** Hands the runs of a Lapwing over to executors, if that is wanted. */
  void applyTo(LapwingBuilder builder, Optional<Path> folder, MachineOptions machine) {
    if (!isWanted()) {
      return;
    }
    int most = executors.orElse(1);
    if (most < 0) {
      throw new BadInput("--executors must be 0 or more, not " + most);
    }
    Path shared =
        folder.orElseThrow(
            () -> new BadInput("executors need a --folder that they share with this command"));
    int threads = machine.threadsOf(most);
    var executor = new ExecutorCommand(shared, machine.options(threads));
    builder.fleet(executor.fleet(), Scaling.upTo(most).withSlots(threads));
  }

  /** Refuses a result that nobody would be there to write. */
  void checkTarget(Optional<Target> target) {
    if (detach && target.filter(place -> !place.place().isZarr()).isPresent()) {
      throw new BadInput(
          "with --detach the result goes to a .zarr array, tile by tile, or stays in the --folder; export it later");
    }
  }
}
