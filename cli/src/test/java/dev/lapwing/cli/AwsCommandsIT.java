package dev.lapwing.cli;

import static dev.lapwing.cli.Invocation.answer;
import static dev.lapwing.cli.Invocation.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lapwing.BigMatrix;
import dev.lapwing.CholeskyFactor;
import dev.lapwing.Lapwing;
import dev.lapwing.Run;
import dev.lapwing.RunOptions;
import dev.lapwing.executor.Fleet;
import dev.lapwing.executor.HeldTasks;
import dev.lapwing.executor.Scaling;
import dev.lapwing.executor.kernels.KernelLibraries;
import dev.lapwing.executor.lambda.LambdaFleet;
import dev.lapwing.state.Storage;
import dev.lapwing.state.TilePool;
import dev.lapwing.state.aws.LocalAws;
import dev.lapwing.testing.Eventually;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The commands on a deployed stack, whose executors are invocations of the packaged function. */
@Tag("once")
class AwsCommandsIT {
  /** Of the Cholesky factorization of 5 x 5 tiles in chunks of 2. */
  private static final long TASKS = 24;

  @RegisterExtension static final LocalAws AWS = new LocalAws();
  @TempDir private static Path code;
  private static DeployedStack stack;

  @TempDir private Path folder;

  @BeforeAll
  static void deploy() {
    stack = new DeployedStack(AWS, code);
  }

  @AfterAll
  static void close() {
    stack.close();
  }

  @Test
  @Tag("endpoint")
  void aMatrixInS3IsFactoredThere() throws Exception {
    long errors = stack.function.metrics().errors();
    answer("generate", "spd", "300", "--tile", "64", "--out", at("a"));
    JsonNode factored = answer("cholesky", at("a"), "--on", "aws", "--out", at("l"));
    // As many as its executors had told of when it ended; their traces tell of all.
    assertThat(factored.path("tasks").asLong()).isBetween(1L, TASKS);
    assertThat(factored.path("L").asText()).isEqualTo(at("l"));
    assertThat(factored.has("residual")).as("checked here, though computed there").isFalse();
    assertThat(answer("verify", "cholesky", at("a"), at("l")).path("residual").asDouble())
        .isBetween(0.0, 10.0);
    JsonNode status = answer("status", "--on", "aws").path("run");
    assertThat(status.path("id").asText()).isEqualTo(factored.path("run").asText());
    assertThat(status.path("status").asText()).isEqualTo("DONE");
    Eventually.until("all have left", () -> stack.function.metrics().pending() == 0);
    assertThat(stack.function.metrics().invocations()).isPositive();
    assertThat(stack.function.metrics().errors()).isEqualTo(errors);
    assertThatTheReportIsOf(factored);
  }

  /** What its executors have written in S3, and what that cost. */
  private void assertThatTheReportIsOf(JsonNode factored) {
    String id = factored.path("run").asText();
    JsonNode report = answer("report", id, "--on", "aws", "--out", file("r.html"));
    assertThat(report.at("/run/tasks").asLong()).isEqualTo(TASKS);
    assertThat(report.at("/run/recorded").asLong()).isEqualTo(TASKS);
    assertThat(report.at("/traffic/counted/bytesWritten").asLong())
        .isPositive()
        .isGreaterThanOrEqualTo(factored.path("bytesWritten").asLong());
    assertThat(report.at("/executors/0/threads").asInt()).isPositive();
    JsonNode cost = report.path("cost");
    assertThat(cost.path("onLambda").asBoolean()).isTrue();
    assertThat(cost.path("dollarsPlanned").asDouble()).isPositive();
    assertThat(cost.path("dollarsCounted").asDouble()).isPositive();
    assertThat(cost.path("lines"))
        .filteredOn(line -> line.has("counted"))
        .extracting(line -> line.path("unit").asText())
        .contains("GET requests", "PUT and LIST requests", "write units", "GB-seconds");
  }

  @Test
  void filesOfThisMachineGoThereAndResultsComeBack() {
    answer("generate", "spd", "150", "--out", file("a.npy"));
    answer("generate", "random", "150x4", "--tile", "50", "--out", file("b.zarr"));
    JsonNode solved =
        answer(
            "solve",
            file("a.npy"),
            file("b.zarr"),
            "--tile",
            "50",
            "--on",
            "aws",
            "--check",
            "--out",
            file("x.zarr"));
    assertThat(solved.path("residual").asDouble()).isBetween(0.0, 10.0);
    assertThat(
            answer("verify", "solve", file("a.npy"), file("x.zarr"), file("b.zarr"))
                .path("residual")
                .asDouble())
        .isBetween(0.0, 10.0);
    assertThat(AWS.keys("matrices/")).as("copies without a name").noneMatch(this::isNameless);
  }

  @Test
  void aRunThatWasLeftIsDoneByAWorker() {
    answer("generate", "spd", "200", "--tile", "50", "--out", at("wa"));
    JsonNode left =
        answer(
            "cholesky", at("wa"), "--on", "aws", "--executors", "0", "--detach", "--out", at("wl"));
    String id = left.path("run").asText();
    JsonNode status = answer("status", id, "--on", "aws").path("run");
    assertThat(status.path("waitingBecause").asText())
        .startsWith("no executor is alive, and 1 task is ready");
    JsonNode worked = answer("worker", "--on", "aws", "--run", id);
    assertThat(worked.path("runs").get(0).path("reason").asText()).isEqualTo("RUN_ENDED");
    assertThat(answer("watch", id, "--on", "aws").path("L").asText()).isEqualTo(at("wl"));
    assertThat(answer("verify", "cholesky", at("wa"), at("wl")).path("residual").asDouble())
        .isBetween(0.0, 10.0);
  }

  @Test
  void aRunWhoseKernelsTheFunctionDoesNotHaveSaysSo() throws Exception {
    answer("generate", "spd", "100", "--tile", "50", "--out", at("ka"));
    Fleet nobody = (run, executors, permit) -> Fleet.Start.throttled(0, "nobody comes");
    String id;
    try (Lapwing lapwing =
        Lapwing.builder().aws(AWS.place()).fleet(nobody, Scaling.upTo(2), "NoSuchCore").build()) {
      id = left(lapwing, "ka", "kl");
    }
    try (LambdaFleet fleet = LambdaFleet.of(DeployedStack.NAME + "-executor", 1)) {
      assertThat(fleet.start(id, 1)).isEqualTo(Fleet.Start.of(1));
    }
    Eventually.until("its executor has told", () -> waitingBecause(id).contains("refused"));
    assertThat(waitingBecause(id))
        .startsWith("no executor is alive: an executor refused the run: The run was begun with ")
        .contains("(NoSuchCore,", KernelLibraries.best().description());
    assertThat(refusal("resume", id, "--on", "aws"))
        .contains("the run is for OpenBLAS", "for NoSuchCore");
    answer("cancel", id, "--on", "aws");
    Eventually.until("nobody tries again", () -> stack.function.metrics().pending() == 0);
  }

  @Test
  void cancellingStopsTheFleetAndResumingGoesOn() throws Exception {
    answer("generate", "spd", "600", "--tile", "30", "--out", at("ca"));
    String id = left("ca", "cl");
    try (TilePool pool = TilePool.create(1 << 26);
        Storage storage = Storage.onAws(AWS.place(), pool)) {
      HeldTasks held = HeldTasks.afterSome(storage, pool, id);
      answer("resume", id, "--on", "aws", "--executors", "2", "--detach");
      held.giveBackAllButOne();
      Eventually.until("somebody works", () -> status(id, "executors") > 0);
      JsonNode cancelled = answer("cancel", id, "--on", "aws");
      assertThat(cancelled.path("status").asText()).isEqualTo("CANCELLED");
      assertThat(cancelled.path("executors").asInt()).isPositive();
      assertThat(cancelled.path("stillAlive").asInt()).isZero();
      // not even one that was called and has not begun: it would take the tasks of the resumed run
      Eventually.until(
          "nobody works, or is about to",
          () ->
              stack.function.metrics().concurrent() == 0
                  && stack.function.metrics().pending() == 0);
      held.close();

      answer("resume", id, "--on", "aws", "--executors", "0", "--detach");
      HeldTasks rest = HeldTasks.ofReady(storage, id);
      long done = status(id, "done");
      answer("resume", id, "--on", "aws", "--executors", "2", "--detach");
      rest.giveBackAllButOne();
      Eventually.until("more is done", () -> status(id, "done") > done);
      answer("cancel", id, "--on", "aws");
      rest.close();
    }
    JsonNode cleaned = answer("clean", id, "--on", "aws");
    assertThat(cleaned.path("bytes").asLong()).isPositive();
    assertThat(AWS.keys("runs/" + id)).isEmpty();
    assertThat(AWS.keys("traces/" + id)).isEmpty();
    assertThat(ids()).doesNotContain(id);
  }

  @Test
  void aRunThatWouldCostTooMuchIsNotBegun() {
    answer("generate", "spd", "200", "--tile", "50", "--out", at("da"));
    int before = ids().size();
    Invocation dear =
        Invocation.of(
            "cholesky", at("da"), "--on", "aws", "--max-cost", "0.000001", "--out", at("dl"));
    assertThat(dear.exitCode()).isEqualTo(ExitCode.COST);
    assertThat(dear.err()).contains("By its plan the run would cost", "limit of $0.0000");
    assertThat(ids()).hasSize(before);
    assertThat(AWS.keys("matrices/dl")).isEmpty();
    answer("cholesky", at("da"), "--on", "aws", "--max-cost", "5", "--out", at("dl"));
    assertThat(refusal("cholesky", at("da"), "--max-cost", "5")).contains("--on aws");
  }

  @Test
  void whatCannotBeIsRefusedAtOnce() {
    answer("generate", "spd", "30", "--out", file("a.npy"));
    assertThat(refusal("cholesky", file("a.npy"), "--on", "aws", "--name", "nowhere"))
        .contains("there is no stack nowhere", "lapwing deploy");
    assertThat(refusal("cholesky", file("a.npy"), "--on", "mars")).contains("aws");
    assertThat(refusal("cholesky", file("a.npy"), "--name", "lapwing")).contains("--on aws");
    assertThat(refusal("cholesky", file("a.npy"), "--on", "aws", "--executors", "4"))
        .contains("3 executors at most", "--max-executors 4");
    assertThat(
            refusal("cholesky", file("a.npy"), "--on", "aws", "--detach", "--out", file("l.zarr")))
        .contains("s3://");
    assertThat(refusal("runs")).contains("--folder", "--on aws");
    assertThat(refusal("runs", "--on", "aws", "--folder", file("work"))).contains("not in both");
    assertThat(refusal("status", "NOSUCHRUN", "--on", "aws")).contains("stack lapwing");
  }

  /** Leaves a run that may have two executors and has none. */
  private static String left(String matrix, String result) {
    Fleet nobody = (run, executors, permit) -> Fleet.Start.throttled(0, "nobody comes");
    try (Lapwing lapwing =
        Lapwing.builder().aws(AWS.place()).fleet(nobody, Scaling.upTo(2)).build()) {
      return left(lapwing, matrix, result);
    }
  }

  private static String left(Lapwing lapwing, String matrix, String result) {
    BigMatrix a = lapwing.open(at(matrix));
    Run<CholeskyFactor> run = a.async(RunOptions.into(at(result))).cholesky();
    run.detach();
    return run.id();
  }

  private static String waitingBecause(String id) {
    return answer("status", id, "--on", "aws").path("run").path("waitingBecause").asText();
  }

  private static long status(String id, String figure) {
    return answer("status", id, "--on", "aws").path("run").path(figure).asLong();
  }

  private boolean isNameless(String key) {
    return key.matches("matrices/[0-9A-Z]{26}-.*");
  }

  private List<String> ids() {
    JsonNode runs = answer("runs", "--on", "aws").path("runs");
    return StreamSupport.stream(runs.spliterator(), false)
        .map(each -> each.path("id").asText())
        .toList();
  }

  private static String at(String name) {
    return AWS.matrix(name);
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }
}
