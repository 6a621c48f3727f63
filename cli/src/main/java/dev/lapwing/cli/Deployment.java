package dev.lapwing.cli;

import dev.lapwing.cli.stack.AwsSession;
import dev.lapwing.cli.stack.Bucket;
import dev.lapwing.cli.stack.ChangeSet;
import dev.lapwing.cli.stack.CodePackage;
import dev.lapwing.cli.stack.StackName;
import dev.lapwing.cli.stack.StackService;
import dev.lapwing.cli.stack.StackSettings;
import dev.lapwing.cli.stack.StackState;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * One deploy, from what is there to what should be. A bucket that does not exist is made in a step
 * of its own, because the function's code has to be in it before there can be a function.
 */
final class Deployment {
  private final Dialogue dialogue;
  private final AwsSession aws;
  private final StackName name;
  private final StackService stacks;
  private final StackWork work;
  private final Consent consent;
  private final DeployAnswer answer;

  Deployment(Dialogue dialogue, AwsSession aws, StackName name, Consent consent) {
    this.dialogue = dialogue;
    this.aws = aws;
    this.name = name;
    this.stacks = new StackService(aws.cloudFormation(), name);
    this.work = new StackWork(dialogue, stacks, name);
    this.consent = consent;
    this.answer = new DeployAnswer(name, aws.region().id());
  }

  /**
   * Whether the user has to be asked.
   *
   * @param given the user agrees to everything
   * @param dryRun nothing is to be changed
   */
  record Consent(boolean given, boolean dryRun) {}

  /**
   * Deploys.
   *
   * @param given the parameters that the user gave
   * @param ownBucket the bucket that the user gave
   * @param code what the function is to run
   */
  Answer run(StackSettings given, Optional<String> ownBucket, CodePackage code) {
    String account = aws.sts().getCallerIdentity().account();
    Optional<StackState> before = work.findForChange(consent.dryRun());
    requireReader(given, before);
    Bucket bucket = new Bucket(aws.s3(), bucketName(account, before, ownBucket));
    boolean exists = exists(bucket, before.isPresent() || ownBucket.isPresent());
    // A bucket that an earlier stack of this name has left belongs to nobody: it is taken as it is.
    StackSettings settings =
        exists && before.isEmpty() ? given.with("Bucket", bucket.name()) : given;
    answer.place(account, bucket.name(), code);

    StackSettings complete =
        settings.with("CodeKey", code.key()).with("OpenBlas", code.openBlas().orElse(""));
    ChangeSet changes = propose(complete);
    if (agreed(changes, exists)) {
      if (!exists) {
        stacks.forget(changes);
        execute(propose(settings));
      }
      answer.uploaded(
          dialogue.during("uploading " + code.file().getFileName(), () -> bucket.upload(code)));
      execute(exists ? changes : propose(complete));
    }
    return consent.dryRun() ? answer.ofDryRun() : answer.of(stacks.find().orElseThrow());
  }

  private ChangeSet propose(StackSettings settings) {
    return dialogue.during("planning changes", () -> stacks.propose(settings));
  }

  private void execute(ChangeSet changes) {
    if (!changes.isEmpty()) {
      work.follow(stacks.execute(changes));
    }
  }

  /** Shows the changes and lets the user decide. */
  private boolean agreed(ChangeSet changes, boolean inOneStep) {
    answer.changes(changes.changes());
    if (changes.isEmpty()) {
      dialogue.tell("Stack %s in %s is as it should be.".formatted(name, aws.region()));
      return false;
    }
    dialogue.tell("Changes to stack %s in %s:".formatted(name, aws.region()));
    new ChangeTable(changes.changes()).lines().forEach(dialogue::tell);
    if (!inOneStep) {
      dialogue.tell("In two steps: the function's code has to be in the bucket first.");
    }
    if (consent.dryRun()) {
      stacks.discard(changes);
      return false;
    }
    if (!consent.given() && !asked(changes)) {
      throw new CancellationException("nothing was changed");
    }
    return true;
  }

  private boolean asked(ChangeSet changes) {
    boolean agreed = false;
    try {
      agreed = dialogue.confirms("Make them?", "--yes");
    } finally {
      if (!agreed) {
        stacks.discard(changes);
      }
    }
    return agreed;
  }

  private String bucketName(String account, Optional<StackState> before, Optional<String> own) {
    return own.or(() -> before.flatMap(StackState::bucket))
        .orElseGet(() -> name.bucket(account, aws.region().id()));
  }

  /**
   * Whether the bucket is there.
   *
   * @param expected whether it must be
   */
  private boolean exists(Bucket bucket, boolean expected) {
    Bucket.Standing standing = bucket.standing();
    if (standing == Bucket.Standing.FOREIGN) {
      throw new BadInput(
          "bucket %s exists, but not for these credentials in %s; give another as --bucket"
              .formatted(bucket.name(), aws.region()));
    }
    if (expected && standing == Bucket.Standing.MISSING) {
      throw new BadInput(
          "there is no bucket %s; make it again, or give one that exists as --bucket"
              .formatted(bucket.name()));
    }
    return standing == Bucket.Standing.USABLE;
  }

  /** A budget that tells nobody guards nothing. */
  private static void requireReader(StackSettings given, Optional<StackState> before) {
    String known = before.map(state -> state.parameters().getOrDefault("Email", "")).orElse("");
    if (given.parameters().containsKey("BudgetDollars")
        && given.parameters().getOrDefault("Email", known).isEmpty()) {
      throw new BadInput("--budget warns nobody; give an address as --email, too");
    }
  }
}
