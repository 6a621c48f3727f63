package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.processes.ChildJvm;
import dev.lapwing.testing.AwsServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole runs by real processes at one place, which are killed meanwhile. Each factor has the bits
 * of one that a single thread computed undisturbed.
 */
abstract class FleetUnderFire {
  static final int TILE = 5;
  private static final RunLimits PATIENT = RunLimits.defaults().withLease(Duration.ofMinutes(1));

  final String id = AwsServices.uniqueName("run");
  private final String otherId = AwsServices.uniqueName("run");
  final Scaling scaling;
  @TempDir Path logs;
  SharedRuns runs;
  ProcessFleet fleet;
  RunSubmitter submitter;
  private RunPlace place;
  private final double[][] a;

  /**
   * Runs at a place.
   *
   * @param size the order of the matrix
   * @param most how many executors a run has at most
   */
  FleetUnderFire(int size, int most) {
    a = Matrices.positiveDefinite(size, 9);
    scaling =
        Scaling.upTo(most)
            .withSlots(1)
            .withInterval(Duration.ofMillis(200))
            .withStartUp(Duration.ofSeconds(5));
  }

  /** A place where nobody else is. */
  abstract RunPlace place();

  /** Whether there are scratch tiles of a run. */
  abstract boolean hasScratch(String run) throws Exception;

  @BeforeEach
  void open() throws Exception {
    place = place();
    runs = new SharedRuns(place, a.length, TILE);
    runs.prepare(a);
    fleet = ExecutorProcess.fleet(place, 0, logs);
    submitter = new RunSubmitter(SharedRuns.KERNELS, fleet);
  }

  @AfterEach
  void everyProcessHasEnded() throws Exception {
    submitter.close();
    await(this::allAreKilled);
    runs.close();
  }

  @Test
  @Tag("once")
  void executorsAreKilledOneAfterTheOther() throws Exception {
    var random = new SplittableRandom(7);
    SubmittedRun run = submitter.submit(cholesky(id).build());
    for (int kills = 1; kills <= 4; kills++) {
      long enough = kills * runs.tasks() / 6;
      await(() -> run.progress().done() >= enough || run.status() != RunStatus.RUNNING);
      List<ProcessHandle> living = executors();
      if (!living.isEmpty()) {
        living.get(random.nextInt(living.size())).destroyForcibly();
      }
    }
    assertThat(run.await().tasks()).isPositive();
    assertSameBits(id);
  }

  @Test
  void aRunWhoseClientIsKilledGoesOnToItsEnd() throws Exception {
    runs.submit(cholesky(id).build());
    HeldTasks root = HeldTasks.ofReady(runs.storage, id);
    try (ChildJvm client = client(id)) {
      assertThat(client.nextLine()).as(errors()).contains(ClientProcess.ATTACHED);
      await(() -> live(id) > 0);
      client.kill();
    }
    root.close();
    await(() -> status(id) == RunStatus.DONE && isPublished(id));
    // Those too that have come late, and given no sign of life yet.
    await(() -> live(id) == 0 && executors().isEmpty());
    assertSameBits(id);
    assertThat(hasScratch(id)).isFalse();
  }

  @Test
  @Tag("once")
  void twoClientsResumeOneRunAndTheCapHolds() throws Exception {
    // Whoever is silent for as long as this machine may stall is not taken for dead, and replaced.
    runs.submit(cholesky(id).limits(PATIENT).build());
    try (var worker = new RunWorker(runs.storage, runs.pool, 1, new CountingClock())) {
      assertThat(worker.work(id, CountingClock.looks(500)).reason())
          .isEqualTo(StopReason.LIFE_OVER);
    }
    assertThat(runs.storage.runs().end(id, RunStatus.CANCELLED, "")).isEqualTo(RunStatus.CANCELLED);
    try (var other = new RunSubmitter(SharedRuns.KERNELS, ExecutorProcess.fleet(place, 0, logs))) {
      SubmittedRun one = resume(submitter);
      SubmittedRun two = resume(other);
      while (one.status() == RunStatus.RUNNING) {
        assertThat(live(id, PATIENT)).isLessThanOrEqualTo(scaling.most());
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
      assertThat(one.await().tasks()).isPositive();
      assertThat(two.await().tasks()).isPositive();
    }
    assertSameBits(id);
  }

  @Test
  void twoRunsShareAPlace() throws Exception {
    SubmittedRun one = submitter.submit(cholesky(id).scaling(Scaling.upTo(2)).build());
    SubmittedRun two = submitter.submit(cholesky(otherId).scaling(Scaling.upTo(2)).build());
    assertThat(one.await().tasks()).isPositive();
    assertThat(two.await().tasks()).isPositive();
    assertSameBits(id);
    assertSameBits(otherId);
  }

  @Test
  @Tag("once")
  void executorsWhoseClocksAreHoursOffShareARunAndItsLeases() throws Exception {
    runs.submit(cholesky(id).scaling(scaling.withLeast(scaling.most())).build());
    HeldTasks root = HeldTasks.ofReady(runs.storage, id);
    ProcessFleet early = ExecutorProcess.fleet(place, -1, logs);
    ProcessFleet late = ExecutorProcess.fleet(place, 1, logs);
    assertThat(early.start(id, 1)).isEqualTo(Fleet.Start.of(1));
    assertThat(late.start(id, 1)).isEqualTo(Fleet.Start.of(1));
    await(() -> live(id) >= 2);
    root.close();
    SubmittedRun run = attach(id, submitter);
    await(() -> run.progress().done() > 40);
    // Their leases end on the clock that all share, not an hour later.
    late.processes().forEach(ProcessHandle::destroyForcibly);
    assertThat(run.await().tasks()).isPositive();
    assertSameBits(id);
  }

  /** Whether there is none left to kill: executors start others. */
  private boolean allAreKilled() {
    List<ProcessHandle> living = executors();
    living.forEach(ProcessHandle::destroyForcibly);
    return living.isEmpty();
  }

  private RunSpec.Builder cholesky(String run) throws Exception {
    return runs.cholesky(run, false).scaling(scaling);
  }

  /** Begins a run that others may go on with, but not end before the test lets them. */
  HeldTasks begin(Scaling scaling) throws Exception {
    runs.submit(cholesky(id).scaling(scaling).build());
    return HeldTasks.afterSome(runs.storage, runs.pool, id);
  }

  SubmittedRun attach(String run, RunSubmitter client) throws Exception {
    return client.attach(recorded(run).unopened(runs.storage).build());
  }

  private SubmittedRun resume(RunSubmitter client) throws Exception {
    return client.resume(recorded(id).open(runs.storage, runs.pool).build());
  }

  private RecordedRun recorded(String run) throws Exception {
    return RecordedRun.find(runs.storage.runs(), run).orElseThrow();
  }

  private ChildJvm client(String run) throws IOException {
    return ChildJvm.start(
        logs.resolve("errors.txt"),
        place.variables(),
        ClientProcess.class,
        place.word(),
        Integer.toString(a.length),
        Integer.toString(TILE),
        run,
        logs.toString());
  }

  int live(String run) {
    return live(run, SharedRuns.LIMITS);
  }

  private int live(String run, RunLimits limits) {
    try {
      return KnownExecutor.live(runs.storage.runs(), run, limits).size();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** How many executors have ever told of themselves. */
  int known() {
    try {
      return runs.storage.runs().lastSigns(id).size();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private RunStatus status(String run) {
    try {
      return runs.status(run);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  void assertSameBits(String run) throws Exception {
    assertThat(runs.factor(run)).as(this::errors).isDeepEqualTo(runs.undisturbed(a));
  }

  static void await(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(seconds(start)).as("seconds of waiting").isLessThan(300);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  static double seconds(long since) {
    return (System.nanoTime() - since) * 1e-9;
  }

  private boolean isPublished(String run) {
    try {
      return runs.storage.exists(runs.uri(run)) && runs.storage.reopen(runs.uri(run)).isFinished();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The executors of this place, whoever started them. */
  List<ProcessHandle> executors() {
    try {
      return ChildJvm.running(ExecutorProcess.class.getName(), place.word());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private String errors() {
    try (Stream<Path> files = Files.walk(logs)) {
      var text = new StringBuilder();
      for (Path log : files.filter(Files::isRegularFile).toList()) {
        text.append(Files.readString(log));
      }
      return text.toString();
    } catch (IOException e) {
      return e.toString();
    }
  }
}
