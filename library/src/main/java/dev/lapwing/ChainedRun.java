package dev.lapwing;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Two runs, the second on the result of the first, seen as one. */
final class ChainedRun<S, T> implements Run<T> {
  private final String name;
  private final Run<S> first;
  private final CompletableFuture<Run<T>> second;
  private final CompletableFuture<T> future;

  /**
   * Begins the second run as soon as the first has its result.
   *
   * @param name what both together compute
   * @param next starts the second run; the result of the first is its to close
   */
  ChainedRun(String name, Run<S> first, Function<S, Run<T>> next) {
    this.name = name;
    this.first = first;
    this.second = first.future().thenApply(next);
    this.future = second.thenCompose(Run::future);
    Joining.ifCancelled(future, this::cancel);
  }

  /**
   * Two runs, where the result of the first is a matrix that is closed as soon as the second was
   * started: the second holds what it needs of it.
   */
  static <T> Run<T> closing(String name, Run<BigMatrix> first, Function<BigMatrix, Run<T>> next) {
    return new ChainedRun<>(
        name,
        first,
        result -> {
          try (result) {
            return next.apply(result);
          }
        });
  }

  @Override
  public String id() {
    return first.id();
  }

  @Override
  public String name() {
    return name;
  }

  /** The progress of the run that is under way: its tasks are not known before it starts. */
  @Override
  public RunProgress progress() {
    return secondHasBegun() ? second.join().progress() : first.progress();
  }

  @Override
  public void cancel() {
    first.cancel();
    Joining.atEnd(second, this::cancelSecond);
  }

  @Override
  public void detach() {
    throw new IllegalStateException(
        "%s is two runs, and the second is begun by this process: it cannot be left alone"
            .formatted(name));
  }

  @Override
  public T join() {
    return Joining.join(this);
  }

  @Override
  public RunReport report() {
    return secondHasBegun() ? first.report().plus(name, second.join().report()) : first.report();
  }

  @Override
  public CompletableFuture<T> future() {
    return future;
  }

  private boolean secondHasBegun() {
    return second.isDone() && !second.isCompletedExceptionally();
  }

  private void cancelSecond() {
    if (secondHasBegun()) {
      second.join().cancel();
    }
  }
}
