package dev.lapwing;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.lapwing.tiles.ParallelTileLoop;
import dev.lapwing.tiles.TileLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Work that goes tile by tile and needs no program: generating, importing, saving, norms,
 * residuals. Its tasks are tiles.
 */
final class TileRun<T> implements Run<T> {
  private final String id = UlidCreator.getMonotonicUlid().toString();
  private final String name;
  private final Engine engine;
  private final ParallelTileLoop loop;
  private final Stopwatch stopwatch = new Stopwatch();
  private final CompletableFuture<T> future = new CompletableFuture<>();

  private TileRun(Engine engine, String name) {
    this.engine = engine;
    this.name = name;
    this.loop = engine.newTileLoop();
  }

  /** Starts the work. */
  static <T> Run<T> start(Engine engine, String name, Work<T> work) {
    var run = new TileRun<T>(engine, name);
    engine.register(run, run::cancel);
    Joining.ifCancelled(run.future, run.loop::cancel);
    engine.coordinators().execute(() -> run.perform(work));
    return run;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public RunProgress progress() {
    long ready = loop.total() - loop.done() - loop.running();
    return new RunProgress(
        loop.total(),
        loop.done(),
        Math.max(0, ready),
        loop.running(),
        0,
        0,
        0,
        0,
        stopwatch.elapsed(),
        Optional.empty());
  }

  @Override
  public void cancel() {
    loop.cancel();
  }

  @Override
  public void detach() {
    throw new IllegalStateException(
        "%s is done by this process and cannot go on without it".formatted(name));
  }

  @Override
  public T join() {
    return Joining.join(this);
  }

  @Override
  public RunReport report() {
    Duration elapsed = stopwatch.total(id);
    return new RunReport(id, name, elapsed, loop.done(), 0, 0, 0, engine.pool().peakBytes());
  }

  @Override
  public CompletableFuture<T> future() {
    return future;
  }

  private void perform(Work<T> work) {
    try {
      T result = work.result(loop);
      stopwatch.stop();
      future.complete(result);
    } catch (Throwable e) {
      stopwatch.stop();
      future.completeExceptionally(Failures.of(e, id, name));
    }
  }

  /** What is done. */
  @FunctionalInterface
  interface Work<T> {
    /** Does it, with loops over tiles that are counted and can be cancelled. */
    T result(TileLoop loop) throws IOException;
  }
}
