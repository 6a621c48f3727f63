package dev.lapwing.executor;

import dev.lapwing.state.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all executors of a run but this one have done, as their heartbeats tell. They are looked up
 * when somebody asks, and no more often than they beat, so that executors whose progress nobody
 * watches cost nothing.
 *
 * <p>What an executor did after its last heartbeat is lost with it if it is killed. So when this
 * process has joined a run, it counts the tasks that are done, where that is affordable, and
 * believes whichever tells of more.
 */
final class OtherExecutors {
  private static final Logger LOG = LoggerFactory.getLogger(OtherExecutors.class);

  private final RunContext run;
  private final Totals none;
  private Optional<Totals> before = Optional.empty();
  private Totals counted;
  private Seen seen;
  private Instant nextLook = Instant.MIN;

  OtherExecutors(RunContext run, int statements) {
    this.run = run;
    this.none = Totals.none(statements);
    this.counted = none;
    this.seen = new Seen(none, none, 0, 0);
  }

  /** What they have done, if it is not older than a heartbeat; otherwise it is looked up. */
  synchronized Seen look() {
    Instant now = run.clock().instant();
    if (!now.isBefore(nextLook) && run.watch().isRunning()) {
      nextLook = now.plus(KnownExecutor.interval(run.limits()));
      try {
        seen = lookNow();
      } catch (StoreException e) {
        LOG.debug("The executors of run {} were not found: {}", run.run(), e.getMessage());
      }
    }
    return seen;
  }

  private Seen lookNow() throws StoreException {
    if (run.joined() && before.isEmpty()) {
      counted = DoneTasks.count(run, none).beyond(run.counters().totals());
    }
    KnownExecutors known = KnownExecutors.of(run.table(), run.run(), run.limits());
    Totals done = counted.atLeast(sum(known.all()));
    if (before.isEmpty()) {
      before = Optional.of(run.joined() ? done : none);
    }
    List<KnownExecutor> live = others(known.live());
    long running = live.stream().mapToLong(executor -> executor.details().running()).sum();
    return new Seen(done, before.get(), live.size(), running);
  }

  private Totals sum(List<KnownExecutor> all) {
    return others(all).stream()
        .map(executor -> Totals.of(executor.details().work(), none.tasks().size()))
        .reduce(none, Totals::plus);
  }

  private List<KnownExecutor> others(List<KnownExecutor> all) {
    return all.stream().filter(executor -> !executor.id().equals(run.executor())).toList();
  }

  /**
   * What was seen of the others.
   *
   * @param done what they have done
   * @param before the part of it that was done when this process joined
   * @param alive how many of them gave a sign of life lately
   * @param running how many tasks those work on
   */
  record Seen(Totals done, Totals before, long alive, long running) {}
}
