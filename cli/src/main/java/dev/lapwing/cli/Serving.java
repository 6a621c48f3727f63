package dev.lapwing.cli;

import dev.lapwing.executor.RunFailure;
import dev.lapwing.executor.RunWorker;
import dev.lapwing.executor.WorkLimits;
import dev.lapwing.executor.WorkReport;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work on all runs of a storage that are running, as they come. */
final class Serving {
  private static final Logger LOG = LoggerFactory.getLogger(Serving.class);
  private static final Duration LOOK = Duration.ofMillis(500);

  private final Storage storage;
  private final RunWorker worker;
  private final WorkLimits limits;
  private final BooleanSupplier stopped;
  private final long begun = System.nanoTime();
  private final Set<String> served = ConcurrentHashMap.newKeySet();
  private final Set<String> refused = ConcurrentHashMap.newKeySet();
  private final List<WorkReport> reports = Collections.synchronizedList(new ArrayList<>());

  Serving(Storage storage, RunWorker worker, WorkLimits limits, BooleanSupplier stopped) {
    this.storage = storage;
    this.worker = worker;
    this.limits = limits;
    this.stopped = stopped;
  }

  /** Works until the limits say so, or somebody stops it. */
  List<WorkReport> all() throws StoreException, InterruptedException {
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      long lastWork = System.nanoTime();
      while (!stopped.getAsBoolean() && !isOver(lastWork)) {
        for (String run : running()) {
          if (!refused.contains(run) && served.add(run)) {
            threads.execute(() -> serve(run));
          }
        }
        lastWork = served.isEmpty() ? lastWork : System.nanoTime();
        TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
      }
    } finally {
      threads.shutdown();
      boolean ended = threads.awaitTermination(1, TimeUnit.HOURS);
      LOG.debug("All work has ended: {}", ended);
    }
    return List.copyOf(reports);
  }

  private void serve(String run) {
    try {
      reports.add(worker.work(run, left()));
    } catch (RunFailure | IllegalArgumentException e) {
      refused.add(run);
      LOG.warn("Run {} is left to others: {}", run, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      served.remove(run);
    }
  }

  private boolean isOver(long lastWork) {
    boolean dead = limits.life().filter(life -> age(begun).compareTo(life) >= 0).isPresent();
    boolean idle = limits.idle().filter(time -> age(lastWork).compareTo(time) >= 0).isPresent();
    return served.isEmpty() && (dead || idle);
  }

  private WorkLimits left() {
    return limits
        .life()
        .map(life -> life.minus(age(begun)))
        .filter(life -> !life.isNegative() && !life.isZero())
        .map(limits::withLife)
        .orElse(limits);
  }

  private Set<String> running() throws StoreException {
    Set<String> running = new HashSet<>();
    for (String run : storage.runs().runs()) {
      if (storage.runs().life(run).filter(r -> r.status() == RunStatus.RUNNING).isPresent()) {
        running.add(run);
      }
    }
    return running;
  }

  private static Duration age(long since) {
    return Duration.ofNanos(System.nanoTime() - since);
  }
}
