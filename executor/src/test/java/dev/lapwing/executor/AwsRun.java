package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.executor.SimulatedProgram.Operand;
import dev.lapwing.executor.kernels.KernelLibraries;
import dev.lapwing.state.MatrixLayout;
import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.StoredMatrix;
import dev.lapwing.state.TilePool;
import dev.lapwing.state.TileStore;
import dev.lapwing.state.aws.LocalAws;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

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

  /** Computes with one executor for each storage; what each did. */
  List<RunReport> compute(List<Storage> storages, RunLimits limits) throws Exception {
    List<LocalExecutor> executors = new ArrayList<>();
    List<RunReport> reports = new ArrayList<>();
    try {
      List<RunHandle> handles = new ArrayList<>();
      for (Storage storage : storages) {
        var executor = new LocalExecutor(2, KernelLibraries.pureJava(), pool);
        executors.add(executor);
        handles.add(executor.resume(spec(storage, limits)));
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
    startAndThen(storage, Integer.MAX_VALUE, () -> {});
  }

  /** Begins the run, does something when so many tasks are done, and waits for the run's end. */
  void startAndThen(Storage storage, int tasks, Runnable then) throws Exception {
    var done = new AtomicInteger();
    RunObserver observer =
        event -> {
          if (event instanceof RunEvent.TaskFinished && done.incrementAndGet() == tasks) {
            then.run();
          }
        };
    try (var executor = new LocalExecutor(2, KernelLibraries.pureJava(), pool)) {
      executor.start(builder(storage, RunLimits.defaults()).observer(observer).build()).await();
    }
  }

  /** Begins the run and cancels it when so many tasks are done; what was done. */
  RunReport cancelAfter(Storage storage, int tasks) throws Exception {
    var enough = new CountDownLatch(tasks);
    RunObserver observer =
        event -> {
          if (event instanceof RunEvent.TaskFinished) {
            enough.countDown();
          }
        };
    try (var executor = new LocalExecutor(2, KernelLibraries.pureJava(), pool)) {
      RunHandle handle =
          executor.start(builder(storage, RunLimits.defaults()).observer(observer).build());
      enough.await();
      handle.cancel();
      assertThatThrownBy(handle::await).isInstanceOf(RunCancelled.class);
      return handle.report();
    }
  }

  private RunSpec spec(Storage storage, RunLimits limits) throws StoreException {
    return builder(storage, limits).build();
  }

  private RunSpec.Builder builder(Storage storage, RunLimits limits) throws StoreException {
    Map<String, TileStore> stores = new HashMap<>();
    for (String name : program.inputs().keySet()) {
      stores.put(name, storage.reopen(uri(name)));
    }
    for (String name : program.outputs().keySet()) {
      stores.put(name, storage.reopen(uri(name)));
    }
    return program.spec(id, stores).state(RunState.in(storage, id)).limits(limits);
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
