package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.executor.RunCancelled;
import dev.lapwing.executor.RunEvent;
import dev.lapwing.executor.RunEvent.RunEnded;
import dev.lapwing.executor.RunEvent.RunStarted;
import dev.lapwing.executor.RunEvent.TaskFinished;
import dev.lapwing.executor.RunLimits;
import dev.lapwing.testing.UnreadableFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {
  private final List<RunEvent> events = new CopyOnWriteArrayList<>();
  private final Lapwing lapwing =
      Lapwing.builder()
          .tile(32)
          .threads(2)
          .limits(RunLimits.defaults().withDeliveries(1_000_000))
          .observer(events::add)
          .build();

  @TempDir private Path folder;

  @AfterEach
  void close() {
    lapwing.close();
  }

  @Test
  void aRunReportsWhatItDid() {
    BigMatrix a = lapwing.randomSpd(160, 1);

    Run<CholeskyFactor> run = a.async().cholesky();
    run.join();

    RunReport report = run.report();
    // Five tiles a side: 5 * 6 * 7 / 6 tasks.
    assertThat(report.tasks()).isEqualTo(35);
    assertThat(report.program()).isEqualTo("cholesky");
    assertThat(report.run()).isEqualTo(run.id());
    assertThat(report.flops()).isBetween(160.0 * 160 * 160 / 3, 160.0 * 160 * 160 / 2);
    assertThat(report.seconds()).isPositive();
    assertThat(report.gigaflops()).isPositive();
    assertThat(report.bytesWritten()).isPositive();
    assertThat(report.peakTileBytes()).isGreaterThan(160 * 160 * Double.BYTES);
  }

  @Test
  void progressEndsAtTheEnd() {
    Run<BigMatrix> run = lapwing.randomSpd(160, 1).async().gram();
    run.join();

    RunProgress progress = run.progress();
    assertThat(progress.done()).isEqualTo(progress.tasks()).isPositive();
    assertThat(progress.running()).isZero();
    assertThat(progress.fraction()).isEqualTo(1);
    assertThat(progress.remaining()).hasValueSatisfying(left -> assertThat(left).isZero());
  }

  @Test
  void workWithoutAProgramHasProgressToo() {
    Run<BigMatrix> run = lapwing.async().matrix(64, 64, (i, j) -> i);
    run.join();

    assertThat(run.progress().done()).isEqualTo(4);
    assertThat(run.report().tasks()).isEqualTo(4);
  }

  @Test
  void aReportBeforeTheEndIsRefused() {
    var gate = new CountDownLatch(1);
    Run<BigMatrix> run = lapwing.async().matrix(64, 64, (i, j) -> awaited(gate));

    assertThatThrownBy(run::report)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(run.id());
    gate.countDown();
    run.join();
  }

  @Test
  void workThatIsCancelledEndsAsCancelledAndLeavesNothing() {
    var gate = new CountDownLatch(1);
    Run<BigMatrix> run = lapwing.async().matrix(640, 640, (i, j) -> awaited(gate));

    run.cancel();
    gate.countDown();

    assertThatThrownBy(run::join).isInstanceOf(RunCancelled.class).hasMessageContaining(run.id());
    assertThat(lapwing.memoryInUse()).isZero();
  }

  @Test
  void aProgramThatIsCancelledEndsAsCancelledAndLeavesNothing() throws Exception {
    BigMatrix a = unreadable();
    long before = lapwing.memoryInUse();

    Run<CholeskyFactor> run = a.async().cholesky();
    run.cancel();

    assertThatThrownBy(run::join).isInstanceOf(RunCancelled.class);
    assertThat(lapwing.memoryInUse()).isEqualTo(before);
  }

  @Test
  void cancellingTheFutureCancelsTheRun() {
    var gate = new CountDownLatch(1);
    Run<BigMatrix> run = lapwing.async().matrix(640, 640, (i, j) -> awaited(gate));

    assertThat(run.future().cancel(true)).isTrue();
    gate.countDown();

    assertThatThrownBy(run::join).isInstanceOf(RunCancelled.class);
  }

  @Test
  void aThreadThatIsInterruptedCancelsTheRunItWaitsFor() {
    var gate = new CountDownLatch(1);
    Run<BigMatrix> run = lapwing.async().matrix(640, 640, (i, j) -> awaited(gate));
    Thread.currentThread().interrupt();

    assertThatThrownBy(run::join).isInstanceOf(RunCancelled.class);

    assertThat(Thread.interrupted()).isTrue();
    gate.countDown();
    assertThatThrownBy(run.future()::join).hasCauseInstanceOf(RunCancelled.class);
  }

  @Test
  void closingALapwingCancelsItsRuns() throws Exception {
    BigMatrix a = unreadable();
    Run<CholeskyFactor> run = a.async().cholesky();

    lapwing.close();

    assertThatThrownBy(run::join).isInstanceOf(RuntimeException.class);
  }

  @Test
  void observersSeeEveryTaskOfARun() {
    BigMatrix a = lapwing.randomSpd(160, 1);
    events.clear();

    Run<CholeskyFactor> run = a.async().cholesky();
    run.join();
    awaitEnd();

    assertThat(events).first().isInstanceOf(RunStarted.class);
    assertThat(events).filteredOn(TaskFinished.class::isInstance).hasSize(35);
    assertThat(events).last().isInstanceOf(RunEnded.class);
  }

  @Test
  void anObserverOfOneRunSeesThatRunOnly() {
    BigMatrix a = lapwing.randomSpd(100, 1);
    List<RunEvent> own = new CopyOnWriteArrayList<>();

    a.async(RunOptions.defaults().observer(own::add)).gram().join();
    a.gram();

    assertThat(own).filteredOn(RunStarted.class::isInstance).hasSize(1);
  }

  @Test
  void manyRunsAtOnceGiveTheResultsOfOneAfterTheOther() {
    BigMatrix a = lapwing.random(200, 200, 1);
    double[][] alone = a.multiply(a).toArray();

    List<CompletableFuture<BigMatrix>> runs =
        IntStream.range(0, 12).mapToObj(i -> a.async().multiply(a).future()).toList();

    for (CompletableFuture<BigMatrix> run : runs) {
      assertThat(run.join().toArray()).isDeepEqualTo(alone);
    }
  }

  /** Threads share a Lapwing and its matrices, and some close what others still use. */
  @Test
  void manyThreadsUseOneLapwing() {
    BigMatrix a = lapwing.randomSpd(150, 1);
    BigMatrix b = lapwing.random(150, 7, 2);
    double[] expected = a.solveSpd(b).toRowMajor();
    List<CompletableFuture<double[]>> threads =
        IntStream.range(0, 8).mapToObj(thread -> inAThread(() -> solve(thread, a, b))).toList();
    threads.forEach(thread -> assertThat(thread.join()).isEqualTo(expected));
  }

  private static double[] solve(int thread, BigMatrix a, BigMatrix b) {
    double[] solution = {};
    for (int round = 0; round < 5; round++) {
      BigMatrix mine = b.slice(0, b.rows(), 0, b.columns());
      assertThat(a.norm(Norm.ONE)).as("thread %d", thread).isPositive();
      Run<BigMatrix> run = a.async().solveSpd(mine);
      mine.close();
      try (BigMatrix x = run.join()) {
        solution = x.toRowMajor();
      }
    }
    return solution;
  }

  private static <T> CompletableFuture<T> inAThread(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, task -> new Thread(task).start());
  }

  @Test
  void runsChainAsFuturesDo() {
    BigMatrix a = lapwing.randomSpd(100, 1);
    BigMatrix b = lapwing.random(100, 2, 2);

    double residual =
        a.async()
            .cholesky()
            .future()
            .thenCompose(factor -> factor.solveAsync(b).future())
            .thenCompose(x -> Residuals.solveAsync(a, x, b).future())
            .join();

    assertThat(residual).isLessThan(10);
  }

  @Test
  void twoProgramsInARowReportTogether() {
    BigMatrix a = lapwing.random(200, 20, 1);

    Run<BigMatrix> run = a.async().leastSquares(lapwing.random(200, 2, 2));
    run.join();

    assertThat(run.name()).isEqualTo("least-squares");
    assertThat(run.report().program()).isEqualTo("least-squares");
    assertThat(run.report().tasks()).isGreaterThan(7);
  }

  /** A matrix whose factorization does not end by itself: one tile cannot be read. */
  private BigMatrix unreadable() throws IOException {
    Path place = folder.resolve("a.zarr");
    lapwing.randomSpd(160, 1).save(place.toString());
    BigMatrix a = lapwing.open(place.toString());
    var unused = UnreadableFile.of(place.resolve("c/4/4"));
    return a;
  }

  private void awaitEnd() {
    while (events.stream().noneMatch(RunEnded.class::isInstance)) {
      Thread.onSpinWait();
    }
  }

  private static double awaited(CountDownLatch gate) {
    try {
      gate.await();
      return 1;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
