package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.executor.RunEvent.Counted;
import dev.lapwing.executor.RunEvent.ExecutorStarted;
import dev.lapwing.executor.RunEvent.RunEnded;
import dev.lapwing.executor.RunEvent.Scaled;
import dev.lapwing.executor.RunEvent.TaskFinished;
import dev.lapwing.executor.RunEvent.TaskReady;
import dev.lapwing.executor.RunEvent.TaskRetried;
import dev.lapwing.executor.RunEvent.TaskTimes;
import dev.lapwing.executor.RunEvent.TraceLost;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.StoreCounters;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TraceStore;
import dev.lapwing.state.processes.ChildJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What executors note down of their work. */
@Tag("once")
class TraceTest {
  private static final int N = 90;

  @TempDir private Path folder;
  private SharedRuns runs;

  @BeforeEach
  void open() throws Exception {
    runs = new SharedRuns(folder, N, 10);
    runs.prepare(Matrices.positiveDefinite(N, 3));
  }

  @AfterEach
  void close() throws Exception {
    assertThat(runs.pool.bytesInUse()).isZero();
    runs.close();
  }

  @Test
  void everyTaskOfAnUndisturbedRunIsNotedDownOnceWithItsStepsInOrder() throws Exception {
    RunSpec spec = runs.cholesky("traced", false).build();
    work("traced", spec);
    List<Long> expected = new ArrayList<>();
    spec.program().at(spec.sizes()).forEachTask(expected::add);
    List<TaskFinished> tasks = all(trace("traced"), TaskFinished.class);
    assertThat(tasks).extracting(TaskFinished::task).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(tasks)
        .allSatisfy(
            task -> {
              TaskTimes t = task.times();
              assertThat(
                      List.of(
                          t.received(),
                          t.read(),
                          t.computing(),
                          t.computed(),
                          t.written(),
                          t.told(),
                          task.at()))
                  .isSorted();
              assertThat(task.flops()).isPositive();
            });
  }

  @Test
  void theBytesOfTheTasksAreThoseOfTheStores() throws Exception {
    RunReport report = work("summed", runs.cholesky("summed", false).build());
    Map<String, List<RunEvent>> trace = trace("summed");
    List<TaskFinished> tasks = all(trace, TaskFinished.class);
    StoreCounters io = report.io();
    assertThat(tasks.stream().mapToLong(task -> task.traffic().bytesRead()).sum())
        .isEqualTo(io.bytesRead())
        .isPositive();
    assertThat(tasks.stream().mapToLong(task -> task.traffic().tilesRead()).sum())
        .isEqualTo(io.reads());
    assertThat(tasks.stream().mapToLong(task -> task.traffic().bytesWritten()).sum())
        .isEqualTo(io.bytesWritten())
        .isPositive();
    assertThat(tasks.stream().mapToLong(task -> task.traffic().cached()).sum()).isPositive();
    List<Counted> counted = all(trace, Counted.class);
    assertThat(counted.get(counted.size() - 1).stores()).isEqualTo(report.stores());
  }

  @Test
  void twoExecutorsHaveATraceEachAndTheirTasksMakeTheRun() throws Exception {
    RunSpec spec = runs.cholesky("shared", false).scaling(Scaling.upTo(2)).build();
    try (var fleet = new ThreadFleet(runs.storage, runs.pool, 1, WorkLimits.unlimited());
        var submitter = new RunSubmitter(SharedRuns.KERNELS, fleet)) {
      submitter.submit(spec).await();
    }
    Map<String, List<RunEvent>> trace = trace("shared");
    assertThat(all(trace, TaskFinished.class))
        .extracting(TaskFinished::task)
        .doesNotHaveDuplicates()
        .hasSize((int) runs.tasks());
    assertThat(all(trace, ExecutorStarted.class))
        .isNotEmpty()
        .allSatisfy(started -> assertThat(started.threads()).isEqualTo(1));
    assertThat(all(trace, Scaled.class)).isNotEmpty();
    assertThat(trace.values())
        .allSatisfy(
            events -> {
              RunEvent last = events.get(events.size() - 2);
              assertThat(last).isInstanceOf(RunEnded.class);
              assertThat(((RunEnded) last).dropped()).isZero();
            });
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void anExecutorThatIsKilledLeavesWhatItHadWritten() throws Exception {
    try (var many = new SharedRuns(folder.resolve("killed"), 240, 20)) {
      HeldTasks held = begun(many, "killed");
      Set<String> before = trace(many, "killed").keySet();
      try (ChildJvm executor = executor(many, "killed")) {
        held.giveBackAllButOne();
        Until.holds(() -> finishedBesides(before, many, "killed"), finished -> !finished.isEmpty());
        executor.kill();
      }
      assertThat(many.status("killed")).isEqualTo(RunStatus.RUNNING);
      Map<String, List<RunEvent>> trace = trace(many, "killed");
      trace.keySet().removeAll(before);
      List<TaskFinished> tasks = all(trace, TaskFinished.class);
      assertThat(tasks).isNotEmpty().extracting(TaskFinished::task).doesNotHaveDuplicates();
      for (TaskFinished task : tasks) {
        assertThat(many.storage.runs().item("killed", task.task()).done()).isTrue();
      }
      assertThat(all(trace, RunEnded.class)).isEmpty();
      assertThat(all(trace, ExecutorStarted.class)).allMatch(ExecutorStarted::fresh);
      held.close();
    }
  }

  @Test
  void aRunIsNotTracedIfItsLimitsSaySo() throws Exception {
    RunSpec spec =
        runs.cholesky("quiet", false).limits(RunLimits.defaults().withTrace(Duration.ZERO)).build();
    work("quiet", spec);
    assertThat(reader("quiet").isEmpty()).isTrue();
    assertThat(RunRecords.limits(runs.storage.runs().find("quiet").orElseThrow()).trace()).isZero();
  }

  @Test
  void whoOnlyLooksLeavesNoTrace() throws Exception {
    RunSpec spec = runs.cholesky("watched", false).build();
    runs.submit(spec);
    assertThat(reader("watched").isEmpty()).isTrue();
    work("watched", spec);
    assertThat(trace("watched").keySet()).hasSize(1);
  }

  @Test
  void eventsAreWrittenAfterSomeTimeAndAtTheEnd() throws Exception {
    TraceStore store = runs.storage.traces("timed").orElseThrow();
    var recorder = new TraceRecorder(store, "e", Duration.ofNanos(100));
    recorder.onEvent(retried(10));
    recorder.onEvent(new TaskReady(500, 1, 0));
    assertThat(store.names()).isEmpty();
    recorder.onEvent(counted(109));
    assertThat(store.names()).isEmpty();
    recorder.onEvent(counted(110));
    assertThat(store.names()).containsExactly("e-0001.jsonl.gz");
    recorder.onEvent(new RunEnded(120, RunStatus.DONE, "", 0));
    assertThat(trace("timed").get("e"))
        .containsExactly(retried(10), counted(110), new RunEnded(120, RunStatus.DONE, "", 0));
  }

  @Test
  void aFullChunkIsWrittenWhateverTheTime() throws Exception {
    TraceStore store = runs.storage.traces("many").orElseThrow();
    var recorder = new TraceRecorder(store, "e", Duration.ofDays(1));
    for (int event = 0; event < 25_000; event++) {
      recorder.onEvent(retried(event));
    }
    assertThat(store.names()).containsExactly("e-0001.jsonl.gz", "e-0002.jsonl.gz");
    assertThat(trace("many").get("e")).hasSize(20_000);
  }

  @Test
  void aChunkThatCannotBeWrittenIsLostAndTheNextOneTells() throws Exception {
    var store = new FailingOnce(runs.storage.traces("lossy").orElseThrow());
    var recorder = new TraceRecorder(store, "e", Duration.ofNanos(1));
    recorder.onEvent(retried(1));
    recorder.onEvent(retried(2));
    recorder.onEvent(new RunEnded(3, RunStatus.DONE, "", 0));
    assertThat(trace("lossy").get("e"))
        .containsExactly(
            new TraceLost(2, 2, "no space is left"), new RunEnded(3, RunStatus.DONE, "", 0));
  }

  @Test
  void aDamagedChunkIsNamed() throws Exception {
    TraceStore store = runs.storage.traces("damaged").orElseThrow();
    store.write("e-0001.jsonl.gz", new byte[] {1, 2, 3});
    assertThatThrownBy(() -> trace("damaged"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("e-0001.jsonl.gz");
  }

  private RunReport work(String run, RunSpec spec) throws Exception {
    runs.submit(spec);
    try (var worker = new RunWorker(runs.storage, runs.pool, 2)) {
      return worker.work(run, WorkLimits.unlimited()).work().orElseThrow();
    }
  }

  /** A run whose executors often write what they note down, and of which a test holds tasks. */
  private static HeldTasks begun(SharedRuns many, String run) throws Exception {
    many.prepare(Matrices.positiveDefinite(240, 3));
    many.submit(
        many.cholesky(run, false)
            .limits(
                RunLimits.defaults()
                    .withLease(Duration.ofMillis(800))
                    .withTrace(Duration.ofMillis(100)))
            .build());
    return HeldTasks.afterSome(many.storage, many.pool, run);
  }

  private static ChildJvm executor(SharedRuns many, String run) throws Exception {
    Path folder = many.place.path();
    return ChildJvm.start(
        folder.resolve("errors"),
        ExecutorProcess.class,
        folder.toString(),
        "0",
        run,
        folder.resolve("logs").toString());
  }

  /** The tasks that others than these executors have noted down. */
  private static List<TaskFinished> finishedBesides(
      Set<String> executors, SharedRuns many, String run) {
    try {
      Map<String, List<RunEvent>> trace = trace(many, run);
      trace.keySet().removeAll(executors);
      return all(trace, TaskFinished.class);
    } catch (StoreException e) {
      throw new AssertionError(e);
    }
  }

  private Map<String, List<RunEvent>> trace(String run) throws StoreException {
    return trace(runs, run);
  }

  private static Map<String, List<RunEvent>> trace(SharedRuns runs, String run)
      throws StoreException {
    Map<String, List<RunEvent>> events = new TreeMap<>();
    new TraceReader(runs.storage.traces(run).orElseThrow())
        .read(
            (process, event) ->
                events.computeIfAbsent(process, any -> new ArrayList<>()).add(event));
    return events;
  }

  private TraceReader reader(String run) throws StoreException {
    return new TraceReader(runs.storage.traces(run).orElseThrow());
  }

  private static <T extends RunEvent> List<T> all(
      Map<String, List<RunEvent>> trace, Class<T> type) {
    return trace.values().stream()
        .flatMap(List::stream)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  private static RunEvent retried(long at) {
    return new TaskRetried(at, 7, "reading", 1, "it was slow");
  }

  private static Counted counted(long at) {
    return new Counted(at, Map.of(), 0, 0, 0, 0, 0, Map.of());
  }

  /** A trace whose first chunk cannot be written. */
  private static final class FailingOnce implements TraceStore {
    private final TraceStore store;
    private boolean failed;

    FailingOnce(TraceStore store) {
      this.store = store;
    }

    @Override
    public String location() {
      return store.location();
    }

    @Override
    public void write(String name, byte[] content) throws StoreException {
      if (!failed) {
        failed = true;
        throw new StoreException("no space is left");
      }
      store.write(name, content);
    }

    @Override
    public List<String> names() throws StoreException {
      return store.names();
    }

    @Override
    public Optional<byte[]> read(String name) throws StoreException {
      return store.read(name);
    }

    @Override
    public long deleteAll() throws StoreException {
      return store.deleteAll();
    }
  }
}
