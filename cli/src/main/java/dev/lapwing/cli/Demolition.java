package dev.lapwing.cli;

import dev.lapwing.Lapwing;
import dev.lapwing.cli.stack.AwsSession;
import dev.lapwing.cli.stack.Bucket;
import dev.lapwing.cli.stack.Change;
import dev.lapwing.cli.stack.CodePackage;
import dev.lapwing.cli.stack.Queues;
import dev.lapwing.cli.stack.StackName;
import dev.lapwing.cli.stack.StackResource;
import dev.lapwing.cli.stack.StackService;
import dev.lapwing.cli.stack.StackState;
import dev.lapwing.executor.RunFailure;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/**
 * One destroy: no new executors, no runs, no queues, no stack, in this order, and then what is in
 * the bucket. Every step can be repeated.
 */
final class Demolition {
  /** What the template retains. */
  private static final Set<String> RETAINED = Set.of("Tiles", "TilesOverTls");

  private static final String SCRATCH = "runs/";
  private static final String TRACES = "traces/";

  /** A stack without them has no runs: it was never whole. */
  private static final Set<String> OUTPUTS_OF_RUNS = Set.of("Bucket", "Table", "QueuePrefix");

  private final Dialogue dialogue;
  private final AwsSession aws;
  private final StackName name;
  private final StackService stacks;
  private final Queues queues;
  private final Consent consent;
  private final Answer answer = Answer.of("destroy");

  Demolition(Dialogue dialogue, AwsSession aws, StackName name, Consent consent) {
    this.dialogue = dialogue;
    this.aws = aws;
    this.name = name;
    this.stacks = new StackService(aws.cloudFormation(), name);
    this.queues = new Queues(aws.sqs(), name);
    this.consent = consent;
  }

  /**
   * What the user agrees to.
   *
   * @param given to everything but the loss of matrices
   * @param withData matrices are to go, too
   * @param bucket the bucket that the user agrees to lose
   */
  record Consent(boolean given, boolean withData, Optional<String> bucket) {}

  Answer run() {
    StackWork work = new StackWork(dialogue, stacks, name);
    Optional<StackState> stack = work.find();
    Doomed doomed = look(stack);
    if (stack.isEmpty() && !(consent.withData() && doomed.bucketIsOurs())) {
      throw new BadInput("there is no stack %s in %s".formatted(name, aws.region()));
    }
    announce(doomed);
    ask(doomed);

    dialogue.during("stopping executors", this::stopExecutors);
    stack
        .filter(state -> state.outputs().keySet().containsAll(OUTPUTS_OF_RUNS))
        .ifPresent(
            state ->
                answer.row("runs", dialogue.during("cancelling runs", () -> cancelRuns(state))));
    doomed.queues().forEach(queues::delete);
    stack.ifPresent(state -> work.follow(stacks.delete(state)));
    answer.row("stack", "%s in %s is gone".formatted(name, aws.region()));
    if (doomed.bucketIsOurs()) {
      empty(doomed.bucket());
    }
    return answer
        .fact("stack", name.value())
        .fact("region", aws.region().id())
        .fact("queues", doomed.queues().size());
  }

  /**
   * What there is to destroy.
   *
   * @param resources of the stack
   * @param queues of runs
   * @param bucket of the matrices
   * @param bucketIsOurs whether it exists and a stack of this name has made it
   */
  private record Doomed(
      List<StackResource> resources, List<String> queues, Bucket bucket, boolean bucketIsOurs) {}

  private Doomed look(Optional<StackState> stack) {
    String own = name.bucket(aws.sts().getCallerIdentity().account(), aws.region().id());
    Bucket bucket = new Bucket(aws.s3(), stack.flatMap(StackState::bucket).orElse(own));
    return new Doomed(
        stack.isPresent() ? stacks.resources() : List.of(),
        queues.ofRuns(),
        bucket,
        bucket.name().equals(own) && bucket.standing() == Bucket.Standing.USABLE);
  }

  private void announce(Doomed doomed) {
    List<Change> removed =
        doomed.resources().stream()
            .filter(resource -> !RETAINED.contains(resource.name()))
            .filter(resource -> !resource.status().equals("DELETE_COMPLETE"))
            .map(resource -> new Change("Remove", resource.name(), resource.type(), ""))
            .toList();
    answer.fact("removed", new ChangeTable(removed).json());
    dialogue.tell("Destroying stack %s in %s:".formatted(name, aws.region()));
    new ChangeTable(removed).lines().forEach(dialogue::tell);
    dialogue.tell(
        "  remove   %s of runs".formatted(Numbers.count(doomed.queues().size(), "queue")));
    dialogue.tell(fate(doomed));
  }

  private String fate(Doomed doomed) {
    String bucket = doomed.bucket().name();
    if (!doomed.bucketIsOurs()) {
      return "  leave    bucket %s as it is: the stack did not make it".formatted(bucket);
    }
    return consent.withData()
        ? "  remove   bucket %s WITH ALL MATRICES IN IT".formatted(bucket)
        : "  leave    bucket %s with its matrices, without scratch tiles and code"
            .formatted(bucket);
  }

  private void ask(Doomed doomed) {
    if (consent.withData()) {
      askForBucket(doomed);
    } else if (!consent.given() && !dialogue.confirms("Destroy it?", "--yes")) {
      throw new CancellationException("nothing was destroyed");
    }
  }

  private void askForBucket(Doomed doomed) {
    String bucket = doomed.bucket().name();
    if (!doomed.bucketIsOurs()) {
      throw new BadInput(
          "stack %s did not make bucket %s; delete it yourself, or leave out --with-data"
              .formatted(name, bucket));
    }
    String question = "Type the name of the bucket to lose all that is in it:";
    String typed = consent.bucket().orElseGet(() -> dialogue.ask(question, "--confirm " + bucket));
    if (!typed.equals(bucket)) {
      throw new CancellationException(
          "nothing was destroyed: '%s' is not %s".formatted(typed, bucket));
    }
  }

  /** Executors that hear of it end their tasks and leave, the function's and others. */
  private String cancelRuns(StackState stack) {
    try (Lapwing lapwing = StackSite.of(name, stack).settle(Lapwing.builder().threads(1)).build()) {
      List<String> running = lapwing.unfinishedRuns();
      running.forEach(lapwing::cancel);
      return Numbers.count(running.size(), "run") + " cancelled";
    } catch (RunFailure e) {
      return "were not cancelled, and end with the stack: " + e.getMessage();
    }
  }

  /** From now on none is started; those that run end with their task, because its queue is gone. */
  private boolean stopExecutors() {
    try {
      aws.lambda()
          .putFunctionConcurrency(
              request -> request.functionName(name.function()).reservedConcurrentExecutions(0));
      return true;
    } catch (ResourceNotFoundException e) {
      return false;
    }
  }

  /** The stack's own bucket loses at least what nobody can use any more. */
  private void empty(Bucket bucket) {
    if (!consent.withData()) {
      dialogue.during("deleting scratch tiles", () -> bucket.deleteAll(SCRATCH));
      bucket.deleteAll(TRACES);
      bucket.deleteAll(CodePackage.FOLDER);
      answer
          .row("matrices", "are still in s3://%s/".formatted(bucket.name()))
          .fact("leftBucket", bucket.name());
      return;
    }
    Bucket.Deleted deleted =
        dialogue.during("emptying " + bucket.name(), () -> bucket.deleteAll(""));
    bucket.delete();
    answer
        .row(
            "bucket",
            "%s is gone, with %s, %s"
                .formatted(
                    bucket.name(),
                    Numbers.count(deleted.objects(), "object"),
                    ByteSize.text(deleted.bytes())))
        .fact("deletedObjects", deleted.objects())
        .fact("deletedBytes", deleted.bytes());
  }
}
