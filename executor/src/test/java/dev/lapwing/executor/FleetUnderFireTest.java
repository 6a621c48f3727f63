package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.executor.kernels.KernelLibraries;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.TileStore;
import dev.lapwing.state.processes.ChildJvm;
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
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole runs by real processes in one folder, which are killed and stopped meanwhile. Each factor
 * has the bits of one that a single thread computed undisturbed.
 */
@EnabledOnOs({OS.LINUX, OS.MAC})
class FleetUnderFireTest {
  static final Scaling SCALING =
      Scaling.upTo(5)
          .withSlots(1)
          .withInterval(Duration.ofMillis(200))
          .withStartUp(Duration.ofSeconds(5));

  private static final int N = 60;
  private static final int TILE = 5;
  private static final String RUN = "RUN1";
  private static final RunLimits PATIENT = RunLimits.defaults().withLease(Duration.ofMinutes(1));

  @TempDir private Path folder;
  private FolderRuns runs;
  private ProcessFleet fleet;
  private RunSubmitter submitter;
  private final double[][] a = Matrices.positiveDefinite(N, 9);

  @BeforeEach
  void open() throws Exception {
    runs = new FolderRuns(folder, N, TILE);
    runs.prepare(a);
    fleet = ExecutorProcess.fleet(folder, 0);
    submitter = new RunSubmitter(FolderRuns.KERNELS, fleet);
  }

  @AfterEach
  void everyProcessHasEnded() throws Exception {
    submitter.close();
    await(this::allAreKilled);
    runs.close();
  }

  @Test
  @Tag("once")
  void fourOfFiveExecutorsAreKilledAtOnceAndReplaced() throws Exception {
    HeldTasks held = begin(SCALING.withLeast(SCALING.most()));
    SubmittedRun run = attach(RUN, submitter);
    await(() -> live(RUN) == SCALING.most());
    List<ProcessHandle> victims = executors().subList(0, 4);
    held.giveBackAllButOne();
    await(() -> run.progress().done() > 40);
    int known = known();
    victims.forEach(ProcessHandle::destroyForcibly);
    await(() -> known() >= known + victims.size());
    held.close();
    assertThat(run.await().tasks()).isPositive();
    assertSameBits(RUN);
  }

  @Test
  @Tag("once")
  void executorsAreKilledOneAfterTheOther() throws Exception {
    var random = new SplittableRandom(7);
    SubmittedRun run = submitter.submit(cholesky(RUN).build());
    for (int kills = 1; kills <= 6; kills++) {
      long enough = kills * runs.tasks() / 8;
      await(() -> run.progress().done() >= enough || run.status() != RunStatus.RUNNING);
      List<ProcessHandle> living = executors();
      if (!living.isEmpty()) {
        living.get(random.nextInt(living.size())).destroyForcibly();
      }
    }
    assertThat(run.await().tasks()).isPositive();
    assertSameBits(RUN);
  }

  @Test
  @Tag("once")
  void anExecutorThatIsStoppedForLongerThanItsLeaseDoesNoHarm() throws Exception {
    HeldTasks held = begin(SCALING.withLeast(2));
    assertThat(fleet.start(RUN, 2)).isEqualTo(Fleet.Start.of(2));
    SubmittedRun run = attach(RUN, submitter);
    await(() -> live(RUN) >= 2);
    held.giveBackAllButOne();
    await(() -> run.progress().done() > 20);
    ProcessHandle zombie = executors().get(0);
    StoppedProcess.stop(zombie, folder);
    held.close();
    long stopped = System.nanoTime();
    await(() -> seconds(stopped) > 2 && run.status() != RunStatus.RUNNING);
    StoppedProcess.goOn(zombie);
    assertThat(run.await().tasks()).isPositive();
    await(() -> !zombie.isAlive());
    assertSameBits(RUN);
  }

  @Test
  void aRunWhoseClientIsKilledGoesOnToItsEnd() throws Exception {
    runs.submit(cholesky(RUN).build());
    HeldTasks root = HeldTasks.ofReady(runs.storage, RUN);
    try (ChildJvm client = client(RUN)) {
      assertThat(client.nextLine()).as(errors()).contains(ClientProcess.ATTACHED);
      await(() -> live(RUN) > 0);
      client.kill();
    }
    root.close();
    await(() -> status(RUN) == RunStatus.DONE && Files.exists(Path.of(runs.uri(RUN))));
    await(() -> live(RUN) == 0);
    assertSameBits(RUN);
    assertThat(folder.resolve("runs").resolve(RUN)).doesNotExist();
  }

  @Test
  @Tag("once")
  void twoClientsResumeOneRunAndTheCapHolds() throws Exception {
    // Whoever is silent for as long as this machine may stall is not taken for dead, and replaced.
    runs.submit(cholesky(RUN).limits(PATIENT).build());
    try (var worker = new RunWorker(runs.storage, runs.pool, 1, new CountingClock())) {
      assertThat(worker.work(RUN, CountingClock.looks(500)).reason())
          .isEqualTo(StopReason.LIFE_OVER);
    }
    assertThat(runs.storage.runs().end(RUN, RunStatus.CANCELLED, ""))
        .isEqualTo(RunStatus.CANCELLED);
    try (var other = new RunSubmitter(FolderRuns.KERNELS, ExecutorProcess.fleet(folder, 0))) {
      SubmittedRun one = resume(submitter);
      SubmittedRun two = resume(other);
      while (one.status() == RunStatus.RUNNING) {
        assertThat(live(RUN, PATIENT)).isLessThanOrEqualTo(SCALING.most());
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
      assertThat(one.await().tasks()).isPositive();
      assertThat(two.await().tasks()).isPositive();
    }
    assertSameBits(RUN);
  }

  @Test
  void twoRunsShareAFolder() throws Exception {
    SubmittedRun one = submitter.submit(cholesky(RUN).scaling(Scaling.upTo(2)).build());
    SubmittedRun two = submitter.submit(cholesky("RUN2").scaling(Scaling.upTo(2)).build());
    assertThat(one.await().tasks()).isPositive();
    assertThat(two.await().tasks()).isPositive();
    assertSameBits(RUN);
    assertSameBits("RUN2");
  }

  @Test
  @Tag("once")
  void executorsWhoseClocksAreHoursOffShareARunAndItsLeases() throws Exception {
    runs.submit(cholesky(RUN).scaling(SCALING.withLeast(SCALING.most())).build());
    HeldTasks root = HeldTasks.ofReady(runs.storage, RUN);
    ProcessFleet early = ExecutorProcess.fleet(folder, -1);
    ProcessFleet late = ExecutorProcess.fleet(folder, 1);
    assertThat(early.start(RUN, 1)).isEqualTo(Fleet.Start.of(1));
    assertThat(late.start(RUN, 1)).isEqualTo(Fleet.Start.of(1));
    await(() -> live(RUN) >= 2);
    root.close();
    SubmittedRun run = attach(RUN, submitter);
    await(() -> run.progress().done() > 40);
    // Its leases end on the disk's clock, not an hour later.
    late.processes().forEach(ProcessHandle::destroyForcibly);
    assertThat(run.await().tasks()).isPositive();
    assertSameBits(RUN);
  }

  /** Whether there is none left to kill: executors start others. */
  private boolean allAreKilled() {
    List<ProcessHandle> living = executors();
    living.forEach(ProcessHandle::destroyForcibly);
    return living.isEmpty();
  }

  private RunSpec.Builder cholesky(String run) throws Exception {
    return runs.cholesky(run, false).scaling(SCALING);
  }

  /** Begins a run that others may go on with, but not end before the test lets them. */
  private HeldTasks begin(Scaling scaling) throws Exception {
    runs.submit(cholesky(RUN).scaling(scaling).build());
    return HeldTasks.afterSome(runs.storage, runs.pool, RUN);
  }

  private SubmittedRun attach(String run, RunSubmitter client) throws Exception {
    return client.attach(recorded(run).unopened(runs.storage).build());
  }

  private SubmittedRun resume(RunSubmitter client) throws Exception {
    return client.resume(recorded(RUN).open(runs.storage, runs.pool).build());
  }

  private RecordedRun recorded(String run) throws Exception {
    return RecordedRun.find(runs.storage.runs(), run).orElseThrow();
  }

  private ChildJvm client(String run) throws IOException {
    return ChildJvm.start(
        folder.resolve("errors.txt"),
        ClientProcess.class,
        folder.toString(),
        Integer.toString(N),
        Integer.toString(TILE),
        run);
  }

  private int live(String run) {
    return live(run, FolderRuns.LIMITS);
  }

  private int live(String run, RunLimits limits) {
    try {
      return KnownExecutor.live(runs.storage.runs(), run, limits).size();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** How many executors have ever told of themselves. */
  private int known() {
    try {
      return runs.storage.runs().lastSigns(RUN).size();
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

  private void assertSameBits(String run) throws Exception {
    assertThat(runs.factor(run)).as(this::errors).isDeepEqualTo(undisturbed());
  }

  private double[][] undisturbed() throws Exception {
    try (var executor = new LocalExecutor(1, KernelLibraries.pureJava(), runs.pool);
        TileStore input = TileStore.inMemory("mem:A");
        TileStore factor = TileStore.inMemory("mem:L")) {
      Matrices.write(input, runs.pool, a, runs.cut, runs.cut);
      RunSpec spec = runs.cholesky("undisturbed", false).build();
      executor
          .start(
              RunSpec.builder("undisturbed", spec.program(), spec.sizes())
                  .matrix("A", input, runs.cut, runs.cut)
                  .matrix("L", factor, runs.cut, runs.cut)
                  .build())
          .await();
      return Matrices.read(factor, runs.cut, runs.cut);
    }
  }

  private static void await(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(seconds(start)).as("seconds of waiting").isLessThan(300);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) * 1e-9;
  }

  /** The executors of this folder, whoever started them. */
  private List<ProcessHandle> executors() {
    try {
      return ChildJvm.running(ExecutorProcess.class.getName(), folder.toString());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private String errors() {
    try (Stream<Path> logs = Files.walk(folder.resolve("logs"))) {
      var text = new StringBuilder();
      for (Path log : logs.filter(Files::isRegularFile).toList()) {
        text.append(Files.readString(log));
      }
      return text.toString();
    } catch (IOException e) {
      return e.toString();
    }
  }
}
