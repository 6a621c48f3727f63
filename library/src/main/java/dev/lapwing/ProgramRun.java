package dev.lapwing;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.lapwing.compiler.CompiledProgram;
import dev.lapwing.executor.RunHandle;
import dev.lapwing.executor.RunObserver;
import dev.lapwing.executor.RunSpec;
import dev.lapwing.executor.RunState;
import dev.lapwing.executor.SubmittedRun;
import dev.lapwing.lambdapack.Sizes;
import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * A run of a program on matrices of a {@link Lapwing}, by its threads or by executors elsewhere.
 */
final class ProgramRun implements Run<Map<String, BigMatrix>> {
  private final Engine engine;
  private final String name;
  private final RunHandle handle;
  private final RunMatrices matrices;
  private final CompletableFuture<Map<String, BigMatrix>> future = new CompletableFuture<>();
  private volatile boolean detached;

  private ProgramRun(Engine engine, String name, RunHandle handle, RunMatrices matrices) {
    this.engine = engine;
    this.name = name;
    this.handle = handle;
    this.matrices = matrices;
  }

  /** Starts a program on matrices, which the run lets go when it ends. */
  static ProgramRun start(
      Engine engine,
      CompiledProgram program,
      Sizes sizes,
      RunMatrices matrices,
      List<RunObserver> observers) {
    try {
      String id = UlidCreator.getMonotonicUlid().toString();
      RunSpec.Builder spec =
          RunSpec.builder(id, program, sizes)
              .state(state(engine.storage(), id))
              .limits(engine.settings().limits());
      matrices.giveTo(spec, engine.storage());
      observers.forEach(spec::observer);
      ProgramRun run = begin(engine, spec, matrices, engine::start);
      engine.register(run, run::cancel);
      return run;
    } catch (RuntimeException e) {
      matrices.abandon();
      throw e;
    }
  }

  /** Works on a run that was begun, or attaches to it, as the given step says. */
  static ProgramRun join(
      Engine engine,
      RunSpec.Builder spec,
      RunMatrices matrices,
      Function<RunSpec, RunHandle> step) {
    ProgramRun run = begin(engine, spec, matrices, step);
    engine.register(run, run::letGo);
    return run;
  }

  private static ProgramRun begin(
      Engine engine,
      RunSpec.Builder spec,
      RunMatrices matrices,
      Function<RunSpec, RunHandle> step) {
    engine.requireOpen();
    engine.settings().observers().forEach(spec::observer);
    RunSpec built = spec.build();
    var run = new ProgramRun(engine, built.program().program().name(), step.apply(built), matrices);
    run.watch();
    return run;
  }

  @Override
  public String id() {
    return handle.id();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public RunProgress progress() {
    return Reports.progress(handle.progress());
  }

  @Override
  public void cancel() {
    handle.cancel();
  }

  @Override
  public boolean canDetach() {
    return handle instanceof SubmittedRun;
  }

  @Override
  public void detach() {
    if (!(handle instanceof SubmittedRun submitted)) {
      throw new IllegalStateException(
          "run %s is computed by this process and cannot go on without it: give the Lapwing a fleet"
              .formatted(id()));
    }
    detached = true;
    matrices.leave(engine.nameless());
    submitted.detach();
    future.completeExceptionally(new RunDetached(id()));
  }

  @Override
  public Map<String, BigMatrix> join() {
    return Joining.join(this);
  }

  @Override
  public RunReport report() {
    if (!handle.completion().isDone()) {
      throw new IllegalStateException(
          "run %s has not ended yet: join() it, or ask for its progress()".formatted(id()));
    }
    return Reports.report(handle.report());
  }

  @Override
  public CompletableFuture<Map<String, BigMatrix>> future() {
    return future;
  }

  /** Somebody else's run goes on when this process leaves it. */
  private void letGo() {
    if (handle instanceof SubmittedRun) {
      detach();
    } else {
      cancel();
    }
  }

  private void watch() {
    Joining.ifCancelled(future, handle::cancel);
    // A run of this process is completed by a thread that has nothing else to do any more.
    Executor ending = handle instanceof SubmittedRun ? engine.coordinators() : Runnable::run;
    CompletableFuture<?> unused =
        handle
            .completion()
            .whenCompleteAsync((report, failure) -> end(Optional.ofNullable(failure)), ending);
  }

  private void end(Optional<Throwable> failure) {
    if (detached) {
      return;
    }
    try {
      if (failure.isPresent()) {
        giveUp();
        future.completeExceptionally(Failures.unwrap(failure.get()));
      } else {
        deliver(matrices.results());
      }
    } catch (IOException | RuntimeException e) {
      future.completeExceptionally(Failures.of(e, id(), name));
    }
  }

  /** Where runs are remembered it can be resumed, and needs what it has written. */
  private void giveUp() {
    if (engine.settings().place().isPresent()) {
      matrices.suspend();
    } else {
      matrices.abandon();
    }
  }

  private void deliver(Map<String, BigMatrix> results) {
    if (!future.complete(results)) {
      results.values().forEach(BigMatrix::close);
    }
  }

  private static RunState state(Storage storage, String id) {
    try {
      return RunState.in(storage, id);
    } catch (StoreException e) {
      throw Failures.storage("starting run " + id, e);
    }
  }
}
