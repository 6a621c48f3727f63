package dev.lapwing.executor;

import dev.lapwing.executor.DisturbedStore.Disturbance;
import dev.lapwing.executor.SimulatedProgram.Operand;
import dev.lapwing.executor.kernels.KernelLibraries;
import dev.lapwing.state.MatrixLayout;
import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.StoredMatrix;
import dev.lapwing.state.TaskQueue;
import dev.lapwing.state.TilePool;
import dev.lapwing.state.TileStore;
import dev.lapwing.state.aws.LocalAws;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A run whose matrices and state are on AWS, and which any number of executors work on. */
final class AwsRun {
  private final LocalAws aws;
  private final SimulatedProgram program;
  private final String id;
  private final TilePool pool;

  AwsRun(LocalAws aws, SimulatedProgram program, String id, TilePool pool) {
    this.aws = aws;
    this.program = program;
    this.id = id;
    this.pool = pool;
  }

  /** Writes the inputs, and makes the outputs. */
  void prepare(Storage storage) throws StoreException {
    for (var input : program.inputs().entrySet()) {
      StoredMatrix matrix = create(storage, input.getKey(), input.getValue());
      input.getValue().write(matrix, pool);
      matrix.finish();
    }
    for (var output : program.outputs().entrySet()) {
      create(storage, output.getKey(), output.getValue());
    }
  }

  /**
   * Computes with one executor for each storage: after the first tile of a result no other is
   * written before each executor has one to write.
   *
   * @return what each did
   */
  List<RunReport> compute(List<Storage> storages, RunLimits limits) throws Exception {
    var free = new AtomicInteger(1);
    var missing = new CountDownLatch(storages.size());
    return compute(
        storages,
        2,
        limits,
        () -> {
          var came = new AtomicBoolean();
          return index -> {
            if (free.getAndDecrement() <= 0) {
              if (came.compareAndSet(false, true)) {
                missing.countDown();
              }
              await(missing);
            }
          };
        });
  }

  /** Computes with one executor of one thread for each storage, whoever gets how much to do. */
  List<RunReport> computeFreely(List<Storage> storages, RunLimits limits) throws Exception {
    return compute(storages, 1, limits, () -> index -> {});
  }

  private List<RunReport> compute(
      List<Storage> storages, int threads, RunLimits limits, Supplier<Disturbance> beforeResults)
      throws Exception {
    List<LocalExecutor> executors = new ArrayList<>();
    List<RunReport> reports = new ArrayList<>();
    try {
      List<RunHandle> handles = new ArrayList<>();
      for (Storage storage : storages) {
        var executor = new LocalExecutor(threads, KernelLibraries.pureJava(), pool);
        executors.add(executor);
        handles.add(executor.resume(spec(storage, limits, beforeResults.get())));
      }
      for (RunHandle handle : handles) {
        reports.add(handle.await());
      }
    } finally {
      executors.forEach(LocalExecutor::close);
    }
    return reports;
  }

  /** Begins the run with one executor, and waits for its end. */
  void start(Storage storage) throws Exception {
    try (var executor = new LocalExecutor(2, KernelLibraries.pureJava(), pool)) {
      executor.start(spec(storage, RunLimits.defaults(), index -> {})).await();
    }
  }

  /**
   * Begins the run with one executor, and does something in the middle of it, while the next tile
   * of a result cannot be written.
   *
   * @param tiles how many have been written by then
   * @return the run when it has ended, as it may
   */
  RunHandle startAndThen(Storage storage, int tiles, Consumer<RunHandle> then) throws Exception {
    var left = new AtomicInteger(tiles);
    var middle = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    Disturbance halt =
        index -> {
          if (left.getAndDecrement() <= 0) {
            middle.countDown();
            await(goOn);
          }
        };
    try (var executor = new LocalExecutor(2, KernelLibraries.pureJava(), pool)) {
      RunHandle handle = executor.start(spec(storage, RunLimits.defaults(), halt));
      middle.await();
      then.accept(handle);
      goOn.countDown();
      handle.completion().exceptionally(failure -> handle.report()).join();
      return handle;
    }
  }

  /**
   * Begins the run with one executor, and waits for its end.
   *
   * @param queue what the executor takes for the queue of the run
   */
  RunReport computeWith(Storage storage, int threads, TaskQueue queue, Disturbance beforeResults)
      throws Exception {
    var state = new RunState(queue, storage.runs(), new StoredScratch(storage, id));
    RunLimits patient = RunLimits.defaults().withDeliveries(100);
    try (var executor = new LocalExecutor(threads, KernelLibraries.pureJava(), pool)) {
      return executor.start(spec(storage, state, patient, beforeResults)).await();
    }
  }

  private RunSpec spec(Storage storage, RunLimits limits, Disturbance beforeResults)
      throws StoreException {
    return spec(storage, RunState.in(storage, id), limits, beforeResults);
  }

  private RunSpec spec(Storage storage, RunState state, RunLimits limits, Disturbance beforeResults)
      throws StoreException {
    Map<String, TileStore> stores = new HashMap<>();
    for (String name : program.inputs().keySet()) {
      stores.put(name, storage.reopen(uri(name)));
    }
    for (String name : program.outputs().keySet()) {
      stores.put(name, new DisturbedStore(storage.reopen(uri(name)), beforeResults));
    }
    return program.spec(id, stores).state(state).limits(limits).build();
  }

  private static void await(CountDownLatch latch) throws StoreException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new StoreException("interrupted", e);
    }
  }

  /** The outputs as they are stored. */
  Map<String, double[][]> results(Storage storage) throws StoreException {
    Map<String, double[][]> results = new HashMap<>();
    for (var output : program.outputs().entrySet()) {
      StoredMatrix matrix = storage.reopen(uri(output.getKey()));
      results.put(
          output.getKey(),
          Matrices.read(matrix, output.getValue().rows(), output.getValue().columns()));
    }
    return results;
  }

  /** The outputs as an undisturbed run in memory computes them. */
  Map<String, double[][]> expected() {
    Map<String, double[][]> expected = new HashMap<>();
    program.outputs().forEach((name, operand) -> expected.put(name, operand.entries()));
    return expected;
  }

  private StoredMatrix create(Storage storage, String name, Operand operand) throws StoreException {
    return storage.create(
        uri(name),
        MatrixLayout.full(
            operand.rows().elements(),
            operand.columns().elements(),
            (int) operand.rows().tile(),
            (int) operand.columns().tile()));
  }

  private String uri(String name) {
    return aws.matrix(id + "-" + name);
  }
}
