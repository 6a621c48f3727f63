package dev.lapwing;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A run whose result is handed over in another form. */
final class MappedRun<S, T> implements Run<T> {
  private final Run<S> run;
  private final CompletableFuture<T> future;

  MappedRun(Run<S> run, Function<S, T> form) {
    this.run = run;
    this.future = run.future().thenApply(form);
    Joining.ifCancelled(future, run::cancel);
  }

  @Override
  public String id() {
    return run.id();
  }

  @Override
  public String name() {
    return run.name();
  }

  @Override
  public RunProgress progress() {
    return run.progress();
  }

  @Override
  public void cancel() {
    run.cancel();
  }

  @Override
  public boolean canDetach() {
    return run.canDetach();
  }

  @Override
  public void detach() {
    run.detach();
  }

  @Override
  public T join() {
    return Joining.join(this);
  }

  @Override
  public RunReport report() {
    return run.report();
  }

  @Override
  public CompletableFuture<T> future() {
    return future;
  }
}
