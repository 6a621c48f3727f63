package dev.lapwing.executor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.executor.lambda.LambdaFleet;
import dev.lapwing.state.Storage;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TilePool;
import dev.lapwing.state.aws.AwsOperation;
import dev.lapwing.state.aws.LocalAws;
import dev.lapwing.state.aws.RequestCounters;
import dev.lapwing.testing.AwsEnvironment;
import dev.lapwing.testing.AwsServices;
import dev.lapwing.testing.Eventually;
import dev.lapwing.testing.lambda.FunctionSettings;
import dev.lapwing.testing.lambda.LocalFunction;
import dev.lapwing.testing.lambda.LocalLambda;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What executors ask of AWS, as their clients count it, and what the template allows them. */
@Tag("once")
class RightsOfExecutorsTest {
  @RegisterExtension static final LocalAws AWS = new LocalAws();

  /** The rights to operations of other names. */
  private static final Map<String, String> RIGHTS =
      Map.of(
          "s3:HeadObject", "s3:GetObject",
          "s3:HeadBucket", "s3:ListBucket",
          "s3:ListObjectsV2", "s3:ListBucket",
          "s3:DeleteObjects", "s3:DeleteObject",
          "sqs:SendMessageBatch", "sqs:SendMessage",
          "sqs:DeleteMessageBatch", "sqs:DeleteMessage",
          "sqs:ChangeMessageVisibilityBatch", "sqs:ChangeMessageVisibility");

  /** A task waits for memory for as long as it takes. */
  private static final RunLimits PATIENT = DiagnosisTest.PATIENT.withLease(Duration.ofSeconds(2));

  private static final double[][] A = Matrices.positiveDefinite(60, 5);

  @TempDir private Path folder;

  /**
   * One that finds a run whose client died before it had sent anything, waits for memory, calls
   * others, ends the run, and looks for others that are forsaken.
   */
  @Test
  void theTemplateAllowsWhatExecutorsDoAndNothingElse() throws Exception {
    String id = AwsServices.uniqueName("run");
    try (LocalLambda lambda = LocalLambda.start();
        AwsEnvironment environment = AwsEnvironment.start().service("Lambda", lambda.endpoint());
        var runs = new SharedRuns(RunPlace.stack(AWS.stackVariables(), id), A.length, 10)) {
      assertThat(environment.variables()).isNotEmpty();
      // At a limit of zero events are taken, and nobody comes.
      LocalFunction function =
          lambda.create(FunctionSettings.of("executor", "Any", folder).concurrency(0));
      runs.prepare(A);
      Scaling scaling = Scaling.upTo(3).withLeast(3).withStartUp(Duration.ZERO);
      RunSpec spec = runs.cholesky(id, false).limits(PATIENT).scaling(scaling).build();
      assertThat(runs.storage.runs().create(RunRecords.of(spec, SharedRuns.KERNELS))).isTrue();

      Set<String> used = used(runs, id);
      if (function.metrics().pending() > 0) {
        used.add("lambda:InvokeFunction");
      }
      assertThat(used).isEqualTo(allowed());
      assertThat(runs.factor(id)).isDeepEqualTo(runs.undisturbed(A));
    }
  }

  private static Set<String> used(SharedRuns runs, String id) throws Exception {
    try (TilePool pool = TilePool.create(SharedRuns.POOL_BYTES);
        Storage own = runs.place.open(pool, Clock.systemUTC());
        LambdaFleet fleet = LambdaFleet.of("executor", 3);
        var worker = new RunWorker(own, pool, 1, fleet)) {
      RequestCounters counters = own.aws().counters();
      Tile hog = pool.allocate((int) (pool.budgetBytes() / Double.BYTES) - 64, 1);
      ExecutorService thread = Executors.newSingleThreadExecutor();
      Future<WorkReport> report = thread.submit(() -> worker.work(id, WorkLimits.unlimited()));
      Eventually.until(
          "a task is kept for longer, or given back",
          () -> report.isDone() || counters.of("Sqs", "ChangeMessageVisibilityBatch").calls() > 0);
      hog.release();
      assertThat(report.get().reason()).isEqualTo(StopReason.RUN_ENDED);
      thread.shutdown();
      assertThat(new RunSweep(own, fleet).sweep()).as("runs that are forsaken").isEmpty();
      return counters.counts().keySet().stream()
          .map(RightsOfExecutorsTest::right)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static String right(AwsOperation operation) {
    String name = operation.service().toLowerCase(Locale.ROOT) + ":" + operation.name();
    return RIGHTS.getOrDefault(name, name);
  }

  /** The actions of the executors' policy. */
  private static Set<String> allowed() throws Exception {
    String template = Files.readString(Path.of("../deploy/lapwing.yaml"), UTF_8);
    String from = template.substring(template.indexOf("\n  ExecutorPolicy:"));
    String policy = from.substring(0, from.indexOf("\n\n"));
    return Pattern.compile("\\b(s3|sqs|dynamodb|lambda):[A-Z][A-Za-z]+")
        .matcher(policy)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
