package dev.lapwing.executor;

import dev.lapwing.state.Storage;
import dev.lapwing.state.TilePool;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Executors that are threads of this process: each an executor of its own, which shares nothing
 * with the others but the memory for tiles. For a run on one machine a {@link LocalExecutor} does
 * the same with less effort; this shows how a run behaves on many.
 */
public final class ThreadFleet implements Fleet {
  private static final Logger LOG = LoggerFactory.getLogger(ThreadFleet.class);

  private final Storage storage;
  private final TilePool pool;
  private final int threads;
  private final WorkLimits limits;
  private final Set<Member> members = ConcurrentHashMap.newKeySet();
  private boolean closed;

  /**
   * A fleet without executors.
   *
   * @param storage where runs are; stays the caller's
   * @param pool memory for the tiles of all executors; stays the caller's
   * @param threads how many kernels each executor runs at once
   * @param limits how long each works
   */
  public ThreadFleet(Storage storage, TilePool pool, int threads, WorkLimits limits) {
    this.storage = storage;
    this.pool = pool;
    this.threads = threads;
    this.limits = limits;
  }

  @Override
  public synchronized Start start(String run, int executors, BooleanSupplier permit) {
    if (closed) {
      return Start.failed(0, "the fleet of this process is closed");
    }
    for (int started = 0; started < executors; started++) {
      if (!permit.getAsBoolean()) {
        return Start.late(started);
      }
      var member = new Member(run);
      members.add(member);
      member.thread.start();
    }
    return Start.of(executors);
  }

  /** The executors that are there now. */
  public int size() {
    return members.size();
  }

  /** Asks all executors to stop, and waits until they have. */
  @Override
  public void close() {
    List<Member> last;
    synchronized (this) {
      closed = true;
      last = new ArrayList<>(members);
    }
    last.forEach(member -> member.thread.interrupt());
    last.forEach(Member::join);
  }

  /** One executor. */
  private final class Member {
    private final String run;
    private final Thread thread;

    Member(String run) {
      this.run = run;
      this.thread = new Thread(this::work, "lapwing-executor-" + run);
      thread.setDaemon(true);
    }

    private void work() {
      try (var worker = new RunWorker(storage, pool, threads, ThreadFleet.this)) {
        WorkReport report = worker.work(run, limits);
        LOG.info("An executor leaves run {}: {}", run, report.reason());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        LOG.warn("An executor of run {} ended", run, e);
      } finally {
        members.remove(this);
      }
    }

    private void join() {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
