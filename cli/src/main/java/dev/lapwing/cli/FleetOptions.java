package dev.lapwing.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;

/** Who computes, and where. */
final class FleetOptions {
  @Mixin private ExecutorOptions executors = new ExecutorOptions();
  @Mixin private AwsOptions aws = new AwsOptions();
  @Mixin private LimitOptions limit = new LimitOptions();

  /** Whether nobody waits. */
  boolean detaches() {
    return executors.detaches();
  }

  /**
   * Refuses to leave work alone that this command has to end.
   *
   * @param reason why: {@code the estimate is several runs, which this command begins}
   */
  void requireAttached(String reason) {
    if (detaches()) {
      throw new BadInput(reason + ": give no --detach");
    }
  }

  /**
   * Where the computation happens that these options mean.
   *
   * @param folder the folder that the user wants, if any
   */
  Venue venue(Optional<Path> folder) {
    Optional<Site> stack = aws.site();
    if (stack.isPresent() && folder.isPresent()) {
      throw new BadInput("a run is in a --folder or --on aws, not in both");
    }
    return new Venue(stack.or(() -> folder.map(FolderSite::new)), executors, limit);
  }
}
