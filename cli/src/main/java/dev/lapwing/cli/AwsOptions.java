package dev.lapwing.cli;

import dev.lapwing.cli.stack.AwsSession;
import dev.lapwing.cli.stack.StackName;
import dev.lapwing.cli.stack.StackService;
import dev.lapwing.cli.stack.StackState;
import dev.lapwing.state.aws.AwsPlace;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether a command works on AWS, and in which stack. */
final class AwsOptions {
  @Option(
      names = "--on",
      paramLabel = "aws",
      description = "Work on AWS, in what lapwing deploy has made there.")
  private Optional<String> place = Optional.empty();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description =
          "The stack there (default: what LAPWING_BUCKET, LAPWING_TABLE, ... name, or lapwing).")
  private Optional<String> name = Optional.empty();

  @Mixin private RegionOption region = new RegionOption();

  /** The stack, if one is wanted; it must be there. */
  Optional<Site> site() {
    if (!StackOptions.isAws(place)) {
      refuse("--name", name);
      refuse("--region", region.given());
      return Optional.empty();
    }
    Map<String, String> environment = System.getenv();
    return Optional.of(
            name.isEmpty() && AwsPlace.isNamedIn(environment)
                ? StackSite.of(environment)
                : look(new StackName(name.orElse(StackName.DEFAULT))))
        .map(stack -> region.given().map(stack::in).orElse(stack));
  }

  private static void refuse(String option, Optional<String> given) {
    given.ifPresent(
        value -> {
          throw new BadInput("%s %s is for AWS: give --on aws, too".formatted(option, value));
        });
  }

  private static StackSite look(StackName name) {
    try (AwsSession aws = AwsSession.open(Optional.empty())) {
      StackState stack =
          new StackService(aws.cloudFormation(), name)
              .find()
              .filter(found -> !found.isDraft())
              .orElseThrow(
                  () ->
                      new BadInput(
                          "there is no stack %s in %s; lapwing deploy makes it, and --region or AWS_REGION says where to look"
                              .formatted(name, aws.region())));
      return StackSite.of(name, stack);
    }
  }
}
