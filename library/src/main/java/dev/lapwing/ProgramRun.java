package dev.lapwing;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.lapwing.compiler.CompiledProgram;
import dev.lapwing.executor.RunHandle;
import dev.lapwing.executor.RunObserver;
import dev.lapwing.executor.RunSpec;
import dev.lapwing.executor.RunState;
import dev.lapwing.lambdapack.Sizes;
import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A run of a program on matrices of a {@link Lapwing}. */
final class ProgramRun implements Run<Map<String, BigMatrix>> {
  private final String name;
  private final RunHandle handle;
  private final CompletableFuture<Map<String, BigMatrix>> future = new CompletableFuture<>();

  private ProgramRun(String name, RunHandle handle) {
    this.name = name;
    this.handle = handle;
  }

  /** Starts a program on matrices, which the run lets go when it ends. */
  static ProgramRun start(
      Engine engine,
      CompiledProgram program,
      Sizes sizes,
      RunMatrices matrices,
      List<RunObserver> observers) {
    return launch(engine, newId(), program, sizes, matrices, observers);
  }

  /** Starts a run, or joins it if there is one of that id. */
  static ProgramRun launch(
      Engine engine,
      String id,
      CompiledProgram program,
      Sizes sizes,
      RunMatrices matrices,
      List<RunObserver> observers) {
    try {
      engine.requireOpen();
      RunSpec.Builder spec = RunSpec.builder(id, program, sizes).state(state(engine.storage(), id));
      matrices.giveTo(spec);
      engine.settings().observers().forEach(spec::observer);
      observers.forEach(spec::observer);
      var run = new ProgramRun(program.program().name(), engine.executor().start(spec.build()));
      run.watch(engine, matrices);
      return run;
    } catch (RuntimeException e) {
      matrices.abandon();
      throw e;
    }
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

  private void watch(Engine engine, RunMatrices matrices) {
    Joining.ifCancelled(future, handle::cancel);
    CompletableFuture<?> unused =
        handle
            .completion()
            .whenCompleteAsync(
                (report, failure) -> end(Optional.ofNullable(failure), matrices),
                engine.coordinators());
    engine.register(this);
  }

  private void end(Optional<Throwable> failure, RunMatrices matrices) {
    try {
      if (failure.isPresent()) {
        matrices.abandon();
        future.completeExceptionally(Failures.unwrap(failure.get()));
      } else {
        deliver(matrices.finish());
      }
    } catch (IOException | RuntimeException e) {
      future.completeExceptionally(Failures.of(e, id(), name));
    }
  }

  private void deliver(Map<String, BigMatrix> results) {
    if (!future.complete(results)) {
      results.values().forEach(BigMatrix::close);
    }
  }

  private static String newId() {
    return UlidCreator.getMonotonicUlid().toString();
  }

  private static RunState state(Storage storage, String id) {
    try {
      return RunState.in(storage, id);
    } catch (StoreException e) {
      throw Failures.storage("starting run " + id, e);
    }
  }
}
