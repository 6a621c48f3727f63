package dev.lapwing.cli;

import dev.lapwing.cli.stack.AwsSession;
import dev.lapwing.cli.stack.StackName;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which stack a command is about. */
final class StackOptions {
  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = StackName.DEFAULT,
      description = "The stack (default: lapwing).")
  private String name;

  @Mixin private RegionOption region = new RegionOption();

  /**
   * Whether an option {@code --on} names AWS.
   *
   * @throws BadInput if it names something else
   */
  static boolean isAws(Optional<String> place) {
    place
        .filter(named -> !named.equals("aws"))
        .ifPresent(
            named -> {
              throw new BadInput("--on %s is none of the places to run on: aws".formatted(named));
            });
    return place.isPresent();
  }

  StackName name() {
    return new StackName(name);
  }

  AwsSession open() {
    return AwsSession.open(region.given());
  }
}
