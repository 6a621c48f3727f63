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
import dev.lapwing.state.RunTable.Claim;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.Storage;
import dev.lapwing.state.TilePool;
import dev.lapwing.state.processes.ChildJvm;
import dev.lapwing.testing.UnreadableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs that executors compute which are processes of their own, from the command line. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Tag("once")
class FleetCommandsTest {
  /** Of the Cholesky factorization of 6 x 6 tiles in chunks of 3. */
  private static final int TASKS = 31;

  @TempDir private Path folder;

  @AfterEach
  void everyExecutorHasEnded() throws Exception {
    await(this::allAreKilled);
  }

  /** Whether there is none left to kill: executors start others. */
  private boolean allAreKilled() {
    List<ProcessHandle> living = executors();
    living.forEach(ProcessHandle::destroyForcibly);
    return living.isEmpty();
  }

  @Test
  void executorsFactorAMatrix() throws Exception {
    answer("generate", "spd", "300", "--tile", "50", "--out", file("a.zarr"));
    long start = System.nanoTime();
    JsonNode factored = factor("a.zarr", "--executors", "2");
    // As many as its executors had told of when it ended; their traces tell of all.
    assertThat(factored.path("tasks").asInt()).isBetween(1, TASKS);
    assertThat(factored.path("residual").asDouble()).isLessThan(10);
    await(() -> executors().isEmpty());
    assertThat(answer("runs", "--folder", work()).path("runs").get(0).path("status").asText())
        .isEqualTo("DONE");
    JsonNode report = answer("report", "--folder", work(), "--out", file("r.html"));
    assertThat(report.at("/run/recorded").asInt()).isEqualTo(TASKS);
    assertThat(report.at("/executors/0/coldStart").asDouble())
        .isPositive()
        .isLessThan((System.nanoTime() - start) * 1e-9);
    assertThat(folder.resolve("r.html")).content().contains("\"live\":[");
  }

  /** Two runs, one after the other; a task of the second takes ranges and gives whole matrices. */
  @Test
  void executorsDecomposeAMatrix() {
    answer("generate", "random", "60x50", "--tile", "20", "--out", file("a.zarr"));
    String[] places = {"--u", file("u.zarr"), "--s", file("s.npy"), "--vt", file("vt.npy")};
    String[] svd = {"svd", file("a.zarr"), "--folder", work(), "--executors", "1", "--check"};
    String[] words = Stream.of(svd, places).flatMap(Stream::of).toArray(String[]::new);
    assertThat(answer(words).path("residual").asDouble()).isLessThan(10);
    String[] factors = {file("u.zarr"), file("s.npy"), file("vt.npy")};
    String[] verify = {"verify", "svd", file("a.zarr")};
    String[] check = Stream.of(verify, factors).flatMap(Stream::of).toArray(String[]::new);
    assertThat(answer(check).path("passed").asBoolean()).isTrue();
  }

  @Test
  void aRunThatWasLeftIsDoneByAWorkerAndNobodyElse() {
    answer("generate", "spd", "300", "--tile", "50", "--out", file("a.npy"));
    JsonNode left = factor("a.npy", "--executors", "0", "--detach");
    JsonNode status = answer("status", "--folder", work()).path("run");
    assertThat(status.path("id")).isEqualTo(left.path("run"));
    assertThat(status.path("waitingBecause").asText())
        .startsWith("no executor is alive, and 1 task is ready");
    assertThat(folder.resolve("l.zarr")).doesNotExist();

    JsonNode worked = answer("worker", "--folder", work(), "--idle", "1s");
    assertThat(worked.path("runs").get(0).path("reason").asText()).isEqualTo("RUN_ENDED");
    assertThat(
            answer("verify", "cholesky", file("a.npy"), file("l.zarr")).path("residual").asDouble())
        .isLessThan(10);
    assertThat(answer("watch", "--folder", work()).path("L").asText()).isEqualTo(file("l.zarr"));

    JsonNode cleaned = answer("clean", "--folder", work());
    assertThat(cleaned.path("runs")).hasSize(1);
    // The copy of a.npy that the run needed.
    assertThat(cleaned.path("bytes").asLong()).isGreaterThan(8 * 300 * 300);
    assertThat(folder.resolve("l.zarr")).exists();
    assertThat(answer("runs", "--folder", work()).path("runs")).isEmpty();
  }

  /** Another worker cuts and turns a matrix than the process that wanted it. */
  @Test
  void aSliceThatWasLeftIsCutByAWorker() {
    answer("generate", "random", "90x70", "--tile", "32", "--out", file("a.zarr"));
    String[] slice = {
      "submit",
      "slice",
      file("a.zarr"),
      "--rows",
      "3:77",
      "--columns",
      "5:",
      "--out",
      file("s.zarr")
    };
    String run = answer(words(slice, "--folder", work(), "--executors", "0")).path("run").asText();
    assertThat(answer("status", "--folder", work()).at("/run/id").asText()).isEqualTo(run);
    assertThat(folder.resolve("s.zarr")).doesNotExist();

    answer("worker", "--folder", work(), "--idle", "1s");
    JsonNode info = answer("info", file("s.zarr")).path("matrices").get(0);
    assertThat(info.path("rows").asInt()).isEqualTo(74);
    assertThat(info.path("columns").asInt()).isEqualTo(65);
  }

  private static String[] words(String[] first, String... rest) {
    return Stream.concat(Stream.of(first), Stream.of(rest)).toArray(String[]::new);
  }

  @Test
  void cancellingStopsTheFleetAndResumingGoesOn() throws Exception {
    answer("generate", "spd", "600", "--tile", "40", "--out", file("a.zarr"));
    String id = left("a.zarr");
    try (TilePool pool = TilePool.create(1 << 26);
        Storage storage = Storage.inFolder(folder.resolve("work"), pool)) {
      HeldTasks held = HeldTasks.afterSome(storage, pool, id);
      answer("resume", id, "--folder", work(), "--executors", "2", "--detach");
      held.giveBackAllButOne();
      await(() -> status(id, "executors") > 0);
      JsonNode cancelled = answer("cancel", id, "--folder", work());
      assertThat(cancelled.path("status").asText()).isEqualTo("CANCELLED");
      assertThat(cancelled.path("executors").asInt()).isPositive();
      assertThat(cancelled.path("stillAlive").asInt()).isZero();
      await(() -> executors().isEmpty());
      assertThat(folder.resolve("l.zarr")).doesNotExist();

      held.close();
      answer("resume", id, "--folder", work(), "--executors", "0", "--detach");
      HeldTasks rest = HeldTasks.ofReady(storage, id);
      answer("resume", id, "--folder", work(), "--executors", "1", "--detach");
      await(() -> status(id, "executors") > 0);
      answer("cancel", id, "--folder", work());
      rest.close();
    }
    assertThat(answer("clean", "--folder", work()).path("bytes").asLong()).isPositive();
    assertThat(folder.resolve("work").resolve("runs").resolve(id)).doesNotExist();
  }

  /** It leads until its claim runs out; whoever detaches before would leave nobody there. */
  @Test
  void aDetachedRunHasAnExecutorAlsoIfALeaderHasJustDied() throws Exception {
    answer("generate", "spd", "200", "--tile", "40", "--out", file("a.zarr"));
    String id = left("a.zarr");
    try (TilePool pool = TilePool.create(1 << 26);
        Storage storage = Storage.inFolder(folder.resolve("work"), pool)) {
      var dead = new Claim("dead", Duration.ofSeconds(4), 1);
      assertThat(storage.runs().claimLeadership(id, dead).mine()).isTrue();
      JsonNode resumed = answer("resume", id, "--folder", work(), "--executors", "1", "--detach");
      assertThat(resumed.path("waitingBecause").isMissingNode()).as("%s", resumed).isTrue();
      await(() -> storage.runs().life(id).orElseThrow().status() == RunStatus.DONE);
    }
  }

  @Test
  void aRunWhoseClientIsKilledIsFinishedByItsExecutors() throws Exception {
    answer("generate", "spd", "400", "--tile", "40", "--out", file("a.zarr"));
    // A tile that its executor does not come by, so that it is not done before its client is gone.
    try (var last = UnreadableFile.of(folder.resolve("a.zarr/c/9/9"))) {
      Process client =
          ChildProcess.start(
              folder,
              "cholesky",
              "a.zarr",
              "--folder",
              "work",
              "--executors",
              "1",
              "--out",
              "l.zarr");
      await(() -> !executors().isEmpty() || !client.isAlive());
      assertThat(client.isAlive()).as("without %s", last).isTrue();
      client.destroyForcibly().waitFor();
    }
    await(() -> Files.exists(folder.resolve("l.zarr")));
    assertThat(
            answer("verify", "cholesky", file("a.zarr"), file("l.zarr"))
                .path("residual")
                .asDouble())
        .isLessThan(10);
  }

  @Test
  void whatCannotBeLeftIsRefusedAtOnce() {
    answer("generate", "spd", "30", "--out", file("a.npy"));
    assertThat(refusal("cholesky", file("a.npy"), "--executors", "2")).contains("--folder");
    assertThat(
            refusal(
                "cholesky", file("a.npy"), "--folder", work(), "--detach", "--out", file("l.npy")))
        .contains(".zarr");
    assertThat(refusal("status", "--folder", file("nowhere"))).contains("there is no folder");
    assertThat(refusal("worker", "--folder", work(), "--idle", "soon")).contains("30s, 5m or 1h");
  }

  /** Factors a matrix with executors of the folder, into l.zarr. */
  private JsonNode factor(String matrix, String... options) {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("cholesky", file(matrix), "--folder", work()));
    words.addAll(List.of(options));
    words.addAll(List.of("--out", file("l.zarr")));
    return answer(words.toArray(String[]::new));
  }

  /** Leaves a run that may have two executors and has none, and whose result goes to l.zarr. */
  private String left(String matrix) {
    Fleet nobody = (run, executors, permit) -> Fleet.Start.throttled(0, "nobody comes");
    try (Lapwing lapwing =
        Lapwing.builder().folder(folder.resolve("work")).fleet(nobody, Scaling.upTo(2)).build()) {
      BigMatrix a = lapwing.open(file(matrix));
      Run<CholeskyFactor> run = a.async(RunOptions.into(file("l.zarr"))).cholesky();
      run.detach();
      return run.id();
    }
  }

  private long status(String id, String figure) {
    return answer("status", id, "--folder", work()).path("run").path(figure).asLong();
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private String work() {
    return file("work");
  }

  private List<ProcessHandle> executors() {
    try {
      return ChildJvm.running(Main.class.getName() + " worker", work());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void await(Condition condition) throws Exception {
    long start = System.nanoTime();
    while (!condition.holds()) {
      assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start))
          .as(
              () ->
                  "seconds of waiting; %s; %s"
                      .formatted(answer("status", "--folder", work()), logs()))
          .isLessThan(300);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  /** What executors said that did not end well. */
  private String logs() {
    try (Stream<Path> files = Files.list(folder.resolve("work/logs"))) {
      StringBuilder all = new StringBuilder();
      for (Path file : (Iterable<Path>) files::iterator) {
        all.append(file.getFileName()).append(": ").append(Files.readString(file));
      }
      return all.toString();
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Something that is waited for. */
  private interface Condition {
    boolean holds() throws Exception;
  }
}
