package dev.lapwing.bench.aws;

import dev.lapwing.executor.RunLimits;
import dev.lapwing.executor.RunSubmitter;
import dev.lapwing.executor.RunWorker;
import dev.lapwing.executor.WorkLimits;
import dev.lapwing.executor.kernels.KernelLibraries;
import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.StoredMatrix;
import dev.lapwing.state.TileIndex;
import dev.lapwing.state.TilePool;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How long a run stands still whose only executor is killed, while another is there at once: until
 * the dead one's leases are over. Seen by the tiles of the factor's diagonal, which come one after
 * the other.
 */
final class Recovery {
  private static final int[] LEASES = {4, 8, 16};
  private static final int BEFORE = 2;
  private static final long MEMORY = 1L << 30;
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final Stack stack;
  private final Factorization work;
  private final int rounds;

  Recovery(Stack stack, Factorization work, int rounds) {
    this.stack = stack;
    this.work = work;
    this.rounds = rounds;
  }

  /** Measures it for some leases, and prints a table. */
  void measure() throws Exception {
    AwsBench.print("%9s %9s %24s %12s%n", "lease", "seconds", "(all)", "of the lease");
    for (int lease : LEASES) {
      List<Double> seconds = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        seconds.add(stoodStill(RunLimits.defaults().withLease(Duration.ofSeconds(lease))));
      }
      double median = AwsBench.median(seconds);
      AwsBench.print(
          "%8ds %9.2f %24s %12.2f%n", lease, median, AwsBench.all(seconds), median / lease);
    }
  }

  private double stoodStill(RunLimits limits) throws Exception {
    String run = Factorization.nextRun();
    String result = Stack.matrix(run);
    List<Process> executors = new ArrayList<>();
    try (TilePool pool = TilePool.create(MEMORY);
        Storage storage = stack.open(pool);
        var submitter = new RunSubmitter(KernelLibraries.best().description())) {
      var handle =
          submitter.submit(work.spec(storage, run, Stack.matrix(work.toString()), result, limits));
      StoredMatrix l = storage.reopen(result);
      executors.add(executor(run));
      await(l, BEFORE);
      executors.add(executor(run));
      executors.get(0).destroyForcibly().waitFor();
      long died = System.nanoTime();
      int next = firstMissing(l);
      await(l, next);
      double seconds = (System.nanoTime() - died) * 1e-9;
      handle.await();
      storage.delete(result);
      return seconds;
    } finally {
      executors.forEach(Process::destroyForcibly);
    }
  }

  private static int firstMissing(StoredMatrix l) throws StoreException {
    int next = 0;
    while (l.contains(TileIndex.of(next, next))) {
      next++;
    }
    return next;
  }

  private static void await(StoredMatrix l, int diagonal) throws StoreException {
    while (!l.contains(TileIndex.of(diagonal, diagonal))) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private Process executor(String run) throws IOException {
    List<String> words = Services.java(Recovery.class, List.of("-XX:MaxDirectMemorySize=1g"));
    words.add(run);
    ProcessBuilder builder = new ProcessBuilder(words).inheritIO();
    builder.environment().putAll(stack.variables());
    return builder.start();
  }

  /** The process of an executor. */
  public static void main(String[] arguments) throws Exception {
    try (TilePool pool = TilePool.create(MEMORY);
        Storage storage = Storage.onAws(Stack.place(), pool);
        var worker = new RunWorker(storage, pool, 1)) {
      worker.work(arguments[0], WorkLimits.unlimited());
    }
  }
}
