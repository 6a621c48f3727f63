package dev.lapwing;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.lapwing.executor.RunHandle;
import dev.lapwing.executor.RunSpec;
import dev.lapwing.executor.RunState;
import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreException;
import dev.lapwing.tiles.TileArray;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A run of a program on matrices of a {@link Lapwing}. */
final class ProgramRun implements Run<Map<String, BigMatrix>> {
  private final String name;
  private final RunHandle handle;
  private final CompletableFuture<Map<String, BigMatrix>> future;

  private ProgramRun(
      String name, RunHandle handle, CompletableFuture<Map<String, BigMatrix>> future) {
    this.name = name;
    this.handle = handle;
    this.future = future;
  }

  /** Starts a call whose parts are complete. */
  static ProgramRun start(Lapwing lapwing, ProgramCall call) {
    Engine engine = lapwing.engine();
    engine.requireOpen();
    String id = UlidCreator.getMonotonicUlid().toString();
    List<TileHold> claims = new ArrayList<>();
    Map<String, Draft> drafts = call.drafts();
    try {
      call.inputs().values().forEach(input -> claims.add(input.matrix().claim()));
      RunHandle handle = engine.executor().start(spec(engine, id, call, drafts));
      return watch(engine, call.program().program().name(), handle, drafts, claims);
    } catch (RuntimeException e) {
      claims.forEach(TileHold::close);
      drafts.values().forEach(Draft::discard);
      throw e;
    }
  }

  private static ProgramRun watch(
      Engine engine,
      String name,
      RunHandle handle,
      Map<String, Draft> drafts,
      List<TileHold> claims) {
    CompletableFuture<Map<String, BigMatrix>> future = new CompletableFuture<>();
    var run = new ProgramRun(name, handle, future);
    Joining.ifCancelled(future, handle::cancel);
    CompletableFuture<?> unused =
        handle
            .completion()
            .whenCompleteAsync(
                (report, failure) -> run.end(Optional.ofNullable(failure), drafts, claims),
                engine.coordinators());
    engine.register(run);
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

  private void end(Optional<Throwable> failure, Map<String, Draft> drafts, List<TileHold> claims) {
    try {
      claims.forEach(TileHold::close);
      if (failure.isPresent()) {
        drafts.values().forEach(Draft::discard);
        future.completeExceptionally(Failures.unwrap(failure.get()));
      } else {
        deliver(finish(drafts));
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

  private static Map<String, BigMatrix> finish(Map<String, Draft> drafts) throws IOException {
    Map<String, BigMatrix> results = new LinkedHashMap<>();
    for (Map.Entry<String, Draft> draft : drafts.entrySet()) {
      results.put(draft.getKey(), draft.getValue().finish());
    }
    return results;
  }

  private static RunSpec spec(
      Engine engine, String id, ProgramCall call, Map<String, Draft> drafts) {
    RunSpec.Builder spec =
        RunSpec.builder(id, call.program(), call.sizes()).state(state(engine.storage(), id));
    call.inputs().forEach((matrix, input) -> give(spec, matrix, input.tiles()));
    drafts.forEach((matrix, draft) -> give(spec, matrix, draft.tiles()));
    engine.settings().observers().forEach(spec::observer);
    call.options().observers().forEach(spec::observer);
    return spec.build();
  }

  private static void give(RunSpec.Builder spec, String matrix, TileArray tiles) {
    spec.matrix(matrix, tiles.store(), tiles.grid().rows(), tiles.grid().columns());
  }

  private static RunState state(Storage storage, String id) {
    try {
      return new RunState(storage.queue(id), storage.runs(), new StoredScratch(storage, id));
    } catch (StoreException e) {
      throw Failures.storage("starting run " + id, e);
    }
  }
}
