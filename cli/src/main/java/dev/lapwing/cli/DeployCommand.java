package dev.lapwing.cli;

import dev.lapwing.cli.stack.AwsSession;
import dev.lapwing.cli.stack.StackName;
import dev.lapwing.cli.stack.StackSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes or changes what Lapwing needs in an AWS account. */
@Command(
    name = "deploy",
    header = "Makes what Lapwing needs in an AWS account, or changes it.",
    description = {
      "",
      "Shows all changes and asks before it makes any. Options that are not given keep the values"
          + " of the last deploy."
    },
    footerHeading = "%nExamples, with AWS credentials:%n",
    footer = {
      "  lapwing deploy",
      "  lapwing deploy --memory-size 7076 --max-executors 200 --yes",
      "  lapwing deploy --budget 50 --email me@example.com --dry-run"
    })
final class DeployCommand implements Runnable {
  private final Dialogue dialogue;

  @Mixin private StackOptions stack = new StackOptions();

  @Option(
      names = "--memory-size",
      paramLabel = "MB",
      description = "Memory of an executor; 1769 MB bring one processor (3008).")
  private Optional<Integer> memorySize;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "How long an executor may work (900).")
  private Optional<Integer> timeout;

  @Option(
      names = "--max-executors",
      paramLabel = "N",
      description = "The most executors at once (100).")
  private Optional<Integer> maxExecutors;

  @Option(
      names = "--reserve",
      negatable = true,
      description = "Take them out of the account's concurrency (no).")
  private Optional<Boolean> reserve;

  @Option(
      names = "--sweep",
      negatable = true,
      description = "Look every minute for runs that nobody works on (yes).")
  private Optional<Boolean> sweep;

  @Option(
      names = "--bucket",
      paramLabel = "BUCKET",
      description = "A bucket that exists, in place of one of the stack's own.")
  private Optional<String> bucket;

  @Option(
      names = "--matrix-bucket",
      paramLabel = "BUCKET",
      description = "One more bucket with matrices; may be repeated.")
  private List<String> matrixBuckets = List.of();

  @Option(
      names = "--scratch-days",
      paramLabel = "N",
      description = "Days after which forgotten scratch tiles go (30).")
  private Optional<Integer> scratchDays;

  @Option(names = "--log-days", paramLabel = "N", description = "Days that logs are kept (14).")
  private Optional<Integer> logDays;

  @Option(
      names = "--budget",
      paramLabel = "DOLLARS",
      description = "A month's spending that --email is warned of.")
  private Optional<Integer> budget;

  @Option(names = "--email", paramLabel = "ADDRESS", description = "Who is told of alarms.")
  private Optional<String> email;

  @Option(
      names = "--code",
      paramLabel = "ZIP",
      description = "The function's code (default: that of this build).")
  private Optional<Path> code;

  @Option(names = "--dry-run", description = "Show the changes and make none.")
  private boolean dryRun;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  DeployCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public void run() {
    StackName name = stack.name();
    FunctionZip zip = FunctionZip.find(code);
    try (AwsSession aws = stack.open()) {
      var deployment = new Deployment(dialogue, aws, name, new Deployment.Consent(yes, dryRun));
      dialogue.answer(deployment.run(settings(name, aws), bucket, zip.pack()));
    }
  }

  private StackSettings settings(StackName name, AwsSession aws) {
    return StackSettings.of(name)
        .withIf("MemorySize", memorySize)
        .withIf("Timeout", timeout)
        .withIf("MaxExecutors", maxExecutors)
        .withIf("ReserveExecutors", reserve.map(wanted -> wanted ? "yes" : "no"))
        .withIf("Sweep", sweep.map(wanted -> wanted ? "on" : "off"))
        .withIf("Bucket", bucket)
        .withIf("MatrixArns", matrixArns(aws))
        .withIf("ScratchDays", scratchDays)
        .withIf("LogDays", logDays)
        .withIf("BudgetDollars", budget)
        .withIf("Email", email);
  }

  private Optional<String> matrixArns(AwsSession aws) {
    String partition = aws.region().metadata().partition().id();
    return matrixBuckets.isEmpty()
        ? Optional.empty()
        : Optional.of(
            matrixBuckets.stream()
                .map(name -> "arn:%s:s3:::%s".formatted(partition, name))
                .map(arn -> arn + "," + arn + "/*")
                .collect(Collectors.joining(",")));
  }
}
