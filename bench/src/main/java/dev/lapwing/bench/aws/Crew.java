package dev.lapwing.bench.aws;

import dev.lapwing.executor.RunLimits;
import dev.lapwing.executor.RunReport;
import dev.lapwing.executor.RunSubmitter;
import dev.lapwing.executor.RunWorker;
import dev.lapwing.executor.WorkLimits;
import dev.lapwing.executor.WorkReport;
import dev.lapwing.executor.kernels.KernelLibraries;
import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TilePool;
import dev.lapwing.state.aws.AwsOperation;
import dev.lapwing.state.aws.RequestCount;
import dev.lapwing.state.aws.RequestCounters;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Executors in this JVM that share nothing but its processors: each has clients, tiles and a cache
 * of its own, as a process or an invocation has.
 *
 * @param executors how many
 * @param threads how many kernels each runs at once
 */
record Crew(int executors, int threads) {
  private static final long MEMORY = 3L << 30;

  /** Computes a run, and measures it from its beginning until its last task is done. */
  Measurement compute(
      Stack stack, Factorization work, RunLimits limits, Map<String, Duration> delays)
      throws Exception {
    String run = Factorization.nextRun();
    String result = Stack.matrix(run);
    var wire = new Wire(stack.endpoints(), delays);
    var requests = new TreeMap<AwsOperation, RequestCount>(RequestCounters.BY_NAME);
    long ownBefore = processorNanos();
    Duration servicesBefore = stack.processorTime();
    long begun = System.nanoTime();
    List<Outcome> outcomes = new ArrayList<>();
    try (TilePool pool = TilePool.create(MEMORY / 8);
        Storage storage = Storage.onAws(Stack.place(), pool, wire.clients());
        var submitter = new RunSubmitter(KernelLibraries.best().description())) {
      submitter
          .submit(work.spec(storage, run, Stack.matrix(work.toString()), result, limits))
          .detach();
      outcomes.addAll(work(wire, run));
      add(requests, storage.aws().counters().counts());
      storage.delete(result);
    }
    long ended = outcomes.stream().mapToLong(Outcome::ended).min().orElseThrow();
    outcomes.forEach(outcome -> add(requests, outcome.requests()));
    return new Measurement(
        (ended - begun) * 1e-9,
        (processorNanos() - ownBefore) * 1e-9,
        stack.processorTime().minus(servicesBefore).toNanos() * 1e-9,
        outcomes.stream().mapToDouble(Outcome::kernelSeconds).sum(),
        outcomes.stream().mapToLong(outcome -> outcome.report().tasks()).sum(),
        requests,
        Map.of(
            "S3", wire.seconds("S3"),
            "Sqs", wire.seconds("Sqs"),
            "DynamoDb", wire.seconds("DynamoDb")));
  }

  private List<Outcome> work(Wire wire, String run) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(executors);
    try {
      List<Future<Outcome>> working = new ArrayList<>();
      for (int i = 0; i < executors; i++) {
        working.add(pool.submit(() -> join(wire, run)));
      }
      List<Outcome> outcomes = new ArrayList<>();
      for (Future<Outcome> one : working) {
        outcomes.add(one.get());
      }
      return outcomes;
    } finally {
      pool.shutdownNow();
    }
  }

  private Outcome join(Wire wire, String run) throws StoreException, InterruptedException {
    try (TilePool pool = TilePool.create(MEMORY / executors);
        Storage storage = Storage.onAws(Stack.place(), pool, wire.clients());
        var worker = new RunWorker(storage, pool, threads)) {
      WorkReport report = worker.work(run, WorkLimits.unlimited());
      return new Outcome(System.nanoTime(), report, storage.aws().counters().counts());
    }
  }

  private static void add(
      Map<AwsOperation, RequestCount> sums, Map<AwsOperation, RequestCount> more) {
    more.forEach((operation, count) -> sums.merge(operation, count, RequestCount::plus));
  }

  private static long processorNanos() {
    var machine =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return machine.getProcessCpuTime();
  }

  /** What one executor did. */
  private record Outcome(long ended, WorkReport report, Map<AwsOperation, RequestCount> requests) {
    double kernelSeconds() {
      return report.work().stream()
          .flatMap(work -> work.classes().stream())
          .mapToDouble(RunReport.ClassReport::computeSeconds)
          .sum();
    }
  }
}
