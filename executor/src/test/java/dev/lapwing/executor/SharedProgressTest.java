package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.compiler.Compiler;
import dev.lapwing.compiler.TaskGraph;
import dev.lapwing.executor.ExecutorDetails.ClassWork;
import dev.lapwing.executor.ExecutorDetails.Tally;
import dev.lapwing.executor.cost.Usage;
import dev.lapwing.executor.kernels.KernelLibraries;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Sizes;
import dev.lapwing.lambdapack.algorithm.Cholesky;
import dev.lapwing.state.MatrixLayout;
import dev.lapwing.state.RunTable;
import dev.lapwing.state.RunTable.ExecutorItem;
import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.StoredMatrix;
import dev.lapwing.state.TilePool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an executor tells of a run in which others take part, or took part until they died. */
class SharedProgressTest {
  private static final int N = 90;
  private static final Partition CUT = new Partition(N, 9);
  private static final int TASKS = 10 * 11 * 12 / 6;
  private static final int WORKERS = 2;
  private static final Duration LEASE = Duration.ofMillis(800);

  @TempDir private Path folder;
  private final CountDownLatch goOn = new CountDownLatch(1);
  private Party one;
  private Party other;

  @BeforeEach
  void open() throws Exception {
    one = new Party();
    other = new Party();
    StoredMatrix a = one.storage.create(uri("A"), MatrixLayout.full(N, N, 9, 9));
    Matrices.write(a, one.pool, Matrices.positiveDefinite(N, 1), CUT, CUT);
    a.finish();
    one.storage.create(uri("L"), MatrixLayout.full(N, N, 9, 9));
  }

  @AfterEach
  void close() throws Exception {
    goOn.countDown();
    one.close();
    other.close();
  }

  @Test
  void bothExecutorsOfARunCountWhatBothHaveDone() throws Exception {
    RunHandle first = one.start(5);
    Until.holds(one.stuck::get, stuck -> stuck == WORKERS);
    RunHandle second = other.start(8);
    Until.holds(other.stuck::get, stuck -> stuck == WORKERS);
    List<Long> done = done();
    assertThat(done).hasSizeGreaterThan(5 + 8).hasSizeLessThan(TASKS);
    double flops = done.stream().mapToDouble(task -> one.graph().call(task).flops()).sum();
    double seen = first.report().flops() + second.report().flops();
    for (RunHandle run : List.of(first, second)) {
      // What the tasks that are stuck have computed counts too, when the other has told of it.
      RunProgress progress =
          Until.holds(
              run::progress,
              known ->
                  known.done() == done.size()
                      && known.running() == 2 * WORKERS
                      && Math.abs(known.flops() - seen) < 1);
      assertThat(progress.flops()).isGreaterThan(flops);
    }
    assertThat(first.progress().flopsBefore()).isZero();
    assertThat(second.progress().flopsBefore()).isBetween(1.0, seen - 1);
    goOn.countDown();
    first.await();
    second.await();
    for (RunHandle run : List.of(first, second)) {
      assertThat(run.progress().done()).isEqualTo(TASKS);
      assertThat(run.progress().running()).isZero();
    }
  }

  @Test
  void whatADeadExecutorDidAfterItsLastHeartbeatIsCountedToo() throws Exception {
    new RunStart(one.spec(0), one.graph(), KernelLibraries.pureJava().description()).create();
    RunTable table = one.storage.runs();
    table.markDone("run", CompletionTree.SEEDED, OptionalLong.empty());
    List<Long> factored =
        tasks().stream().filter(task -> one.graph().statement(task) == 0).toList();
    for (long task : factored.subList(0, 7)) {
      table.markDone("run", task, OptionalLong.empty());
    }
    table.heartbeat("run", deadAfter(5));
    RunHandle run = one.start(0);
    assertThat(run.progress().done()).isEqualTo(7);
    assertThat(run.progress().running()).isZero();
    table.heartbeat("run", deadAfter(9));
    Until.holds(run::progress, progress -> progress.done() == 9);
    run.cancel();
    assertThatThrownBy(run::await).isInstanceOf(RunCancelled.class);
  }

  private static ExecutorItem deadAfter(long tasks) {
    var details =
        new ExecutorDetails(
            1,
            3,
            Duration.ofMinutes(1),
            List.of(new ClassWork(tasks, tasks, 0, 0)),
            Map.of(),
            0,
            Tally.NONE,
            Usage.NONE,
            Optional.of("it was killed"),
            StartTrouble.NONE);
    return new ExecutorItem("dead", tasks, 0, details.encode());
  }

  private List<Long> tasks() {
    List<Long> tasks = new ArrayList<>();
    one.graph().forEachTask(tasks::add);
    return tasks;
  }

  private List<Long> done() throws StoreException {
    List<Long> done = new ArrayList<>();
    for (long task : tasks()) {
      if (one.storage.runs().item("run", task).done()) {
        done.add(task);
      }
    }
    return done;
  }

  private String uri(String matrix) {
    return folder.resolve(matrix + ".zarr").toString();
  }

  /** An executor with a storage of its own, as in a process of its own. */
  private final class Party implements AutoCloseable {
    private final TilePool pool = TilePool.create(1 << 24);
    private final Storage storage = Storage.inFolder(folder, pool);
    private final LocalExecutor executor = new LocalExecutor(1, KernelLibraries.pureJava(), pool);
    private final AtomicInteger stuck = new AtomicInteger();

    Party() throws StoreException {}

    /** Works on the run; it writes so many tiles of the factor, and then stops in the next. */
    RunHandle start(int writes) throws StoreException {
      return executor.start(spec(writes));
    }

    RunSpec spec(int writes) throws StoreException {
      var left = new AtomicInteger(writes);
      var factor =
          new DisturbedStore(
              storage.reopen(uri("L")),
              index -> {
                if (left.getAndDecrement() <= 0) {
                  stop();
                }
              });
      var sizes = new Sizes(Map.of("n", CUT), Map.of(), Map.of());
      return RunSpec.builder("run", Compiler.compile(Cholesky.program()), sizes)
          .matrix("A", storage.reopen(uri("A")), CUT, CUT)
          .matrix("L", factor, CUT, CUT)
          .state(RunState.in(storage, "run"))
          .lease(LEASE)
          .build();
    }

    TaskGraph graph() {
      return Compiler.compile(Cholesky.program())
          .at(new Sizes(Map.of("n", CUT), Map.of(), Map.of()));
    }

    private void stop() throws StoreException {
      stuck.incrementAndGet();
      try {
        goOn.await();
      } catch (InterruptedException e) {
        throw new StoreException("interrupted", e);
      }
    }

    @Override
    public void close() throws StoreException {
      executor.close();
      storage.close();
      pool.close();
    }
  }
}
