package dev.lapwing;

import com.github.f4b6a3.ulid.UlidCreator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/**
 * Any number of runs, one after the other, seen as one: what the next one is depends on the results
 * of those before it. Its progress is that of the run which is under way.
 */
final class SequenceRun<T> implements Run<T> {
  private final String id = UlidCreator.getMonotonicUlid().toString();
  private final String name;
  private final Stopwatch stopwatch = new Stopwatch();
  private final CompletableFuture<T> future = new CompletableFuture<>();
  private final List<Run<?>> begun = new ArrayList<>();
  private final List<AutoCloseable> made = new ArrayList<>();
  private boolean cancelled;

  private SequenceRun(String name) {
    this.name = name;
  }

  /** Starts the work, which waits for its runs on a thread of its own. */
  static <T> Run<T> start(Engine engine, String name, Work<T> work) {
    var run = new SequenceRun<T>(name);
    engine.register(run, run::cancel);
    Joining.ifCancelled(run.future, run::cancel);
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
    return latest()
        .map(Run::progress)
        .orElseGet(
            () ->
                new RunProgress(
                    0, 0, 0, 0, 0, 0, 0, 0, stopwatch.elapsed(), Optional.of("it begins")));
  }

  @Override
  public void cancel() {
    synchronized (begun) {
      cancelled = true;
    }
    latest().ifPresent(Run::cancel);
  }

  @Override
  public void detach() {
    throw new IllegalStateException(
        "%s is several runs, and the next one is begun by this process: it cannot be left alone"
            .formatted(name));
  }

  @Override
  public T join() {
    return Joining.join(this);
  }

  @Override
  public RunReport report() {
    Duration elapsed = stopwatch.total(id);
    var sum = new RunReport(id, name, Duration.ZERO, 0, 0, 0, 0, 0);
    for (Run<?> run : copyOfBegun()) {
      sum = sum.plus(name, run.report());
    }
    return new RunReport(
        id,
        name,
        elapsed,
        sum.tasks(),
        sum.flops(),
        sum.bytesRead(),
        sum.bytesWritten(),
        sum.peakTileBytes());
  }

  @Override
  public CompletableFuture<T> future() {
    return future;
  }

  private void perform(Work<T> work) {
    try {
      T result = work.result(this::finish);
      stopwatch.stop();
      future.complete(result);
    } catch (Throwable e) {
      stopwatch.stop();
      closeAll(e);
      future.completeExceptionally(Failures.of(e, id, name));
    }
  }

  /** Frees what the steps before a failure made; most of it is closed already. */
  private void closeAll(Throwable cause) {
    for (AutoCloseable each : made) {
      try {
        each.close();
      } catch (Exception e) {
        cause.addSuppressed(e);
      }
    }
  }

  private <S> S finish(Run<S> run) {
    boolean stops;
    synchronized (begun) {
      begun.add(run);
      stops = cancelled;
    }
    if (stops) {
      run.cancel();
    }
    S result = run.join();
    if (result instanceof AutoCloseable matrices) {
      made.add(matrices);
    }
    requireWanted();
    return result;
  }

  /** Ends what was cancelled, though the step under way came to its end. */
  private void requireWanted() {
    synchronized (begun) {
      if (cancelled) {
        throw new CancellationException();
      }
    }
  }

  private Optional<Run<?>> latest() {
    synchronized (begun) {
      return begun.isEmpty() ? Optional.empty() : Optional.of(begun.get(begun.size() - 1));
    }
  }

  private List<Run<?>> copyOfBegun() {
    synchronized (begun) {
      return List.copyOf(begun);
    }
  }

  /** What is done. */
  @FunctionalInterface
  interface Work<T> {
    /** Does it, with runs that count as parts of this one. */
    T result(Steps steps);
  }

  /** Waits for the runs of a sequence. */
  interface Steps {
    /** The result of a run that has been started as the next step. */
    <S> S finish(Run<S> run);
  }
}
