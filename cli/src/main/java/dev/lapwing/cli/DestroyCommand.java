package dev.lapwing.cli;

import dev.lapwing.cli.stack.AwsSession;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Removes what a deploy has made. */
@Command(
    name = "destroy",
    header = "Removes what deploy has made in an AWS account. Matrices stay.",
    description = {
      "",
      "Says what goes and what stays, and asks. Runs stop, and what they remember is lost;"
          + " executors end with the task that they are at."
    },
    footerHeading = "%nExamples, with AWS credentials:%n",
    footer = {
      "  lapwing destroy",
      "  lapwing destroy --name test --yes",
      "  lapwing destroy --name test --with-data --confirm test-123456789012-eu-central-1 --yes"
    })
final class DestroyCommand implements Runnable {
  private final Dialogue dialogue;

  @Mixin private StackOptions stack = new StackOptions();

  @Option(
      names = "--with-data",
      description = "Delete the stack's bucket, too, with all matrices in it.")
  private boolean withData;

  @Option(
      names = "--confirm",
      paramLabel = "BUCKET",
      description = "The name of the bucket, in place of typing it.")
  private Optional<String> confirmed;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  DestroyCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public void run() {
    try (AwsSession aws = stack.open()) {
      var consent = new Demolition.Consent(yes, withData, confirmed);
      dialogue.answer(new Demolition(dialogue, aws, stack.name(), consent).run());
    }
  }
}
