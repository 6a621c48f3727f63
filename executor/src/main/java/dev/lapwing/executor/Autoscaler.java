package dev.lapwing.executor;

import dev.lapwing.state.RunTable;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TaskQueue;
import dev.lapwing.state.TaskQueue.Depth;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides how many executors a run should have, and starts those that are missing. Somebody calls
 * {@link #look} again and again.
 */
final class Autoscaler {
  /*
   * Who scales. Every client that is attached to a run and every executor that can start others has
   * an autoscaler; one of them leads, by a claim in the run table that it renews in time. A leader
   * that dies is followed by another when its claim has run out: see Lead.
   *
   * Whom it counts. Executors say in the run table that they live, and when they leave. Between its
   * start and its first sign of life an executor is expected, for a while; and for longer it takes a
   * place, since it may be slow and still come. A leader writes down whom it starts before it does,
   * with its claim, so that whoever follows it counts them as well: see StartMemo. It makes the
   * starts only while that claim lasts: see Permit. Whom a fleet may have started without saying so
   * counts, too. Should there be too many all the same (executors may come by themselves, or very
   * late), those that came last leave again: see Surplus.
   *
   * Nobody is told to leave: executors do so when they have had nothing to do for some time.
   */
  private static final Logger LOG = LoggerFactory.getLogger(Autoscaler.class);
  private static final int MOST_DOUBLINGS = 5;

  private final String run;
  private final RunTable table;
  private final TaskQueue queue;
  private final Fleet fleet;
  private final RunLimits limits;
  private final Scaling scaling;
  private final Supplier<Optional<String>> leaving;
  private final InstantSource clock;
  private final StartedExecutors started;
  private final Lead lead;
  private Optional<Instant> ledSince = Optional.empty();
  private Instant nextStart;
  private int failures;
  private Optional<String> problem = Optional.empty();
  private Optional<String> lastFailure = Optional.empty();
  private volatile StartTrouble trouble = StartTrouble.NONE;

  /**
   * An autoscaler that has not looked yet.
   *
   * @param leaving the executor that it is in, once that begins no more tasks
   */
  Autoscaler(
      RunSpec spec,
      Scaling scaling,
      Fleet fleet,
      Supplier<Optional<String>> leaving,
      InstantSource clock) {
    this(spec, scaling, fleet, leaving, clock, new SplittableRandom());
  }

  /** The same, whose chance is the caller's. */
  Autoscaler(
      RunSpec spec,
      Scaling scaling,
      Fleet fleet,
      Supplier<Optional<String>> leaving,
      InstantSource clock,
      RandomGenerator random) {
    this(
        spec.id(),
        new Seen(spec.state().table(), spec.state().queue(), spec.limits()),
        scaling,
        fleet,
        leaving,
        clock,
        random);
  }

  /** The same for a run of which no more is known than that. */
  Autoscaler(
      String run,
      Seen seen,
      Scaling scaling,
      Fleet fleet,
      Supplier<Optional<String>> leaving,
      InstantSource clock,
      RandomGenerator random) {
    this.run = run;
    this.table = seen.table();
    this.queue = seen.queue();
    this.limits = seen.limits();
    this.scaling = scaling;
    this.fleet = fleet;
    this.leaving = leaving;
    this.clock = clock;
    this.nextStart = clock.instant();
    this.started = new StartedExecutors(scaling.startUp(), fleet.longestWait());
    this.lead = new Lead(table, run, scaling.interval(), random);
  }

  /**
   * What it looks at.
   *
   * @param table where executors give signs of life
   * @param queue where ready tasks wait
   * @param limits when executors are taken for dead
   */
  record Seen(RunTable table, TaskQueue queue, RunLimits limits) {}

  /** Why executors are not there that should be, if it is this autoscaler that leads. */
  StartTrouble trouble() {
    return trouble;
  }

  /**
   * Looks at the run, and starts the executors that are missing.
   *
   * @return what it saw and did; empty if another autoscaler leads
   */
  synchronized Optional<ScalingSample> look() throws StoreException {
    Instant now = clock.instant();
    if (!lead.isHeld(now)) {
      trouble = new StartTrouble(problem, Optional.empty());
      return Optional.empty();
    }
    if (!lead.since().equals(ledSince)) {
      started.follow(StartMemo.decode(lead.memo()), now);
      ledSince = lead.since();
    }
    return Optional.of(act(queue.depth(), now));
  }

  /** Looks once more, and gives the lead to whoever comes. */
  synchronized Optional<ScalingSample> lookLast() throws StoreException {
    try {
      return look();
    } finally {
      if (lead.since().isPresent()) {
        lead.giveUp();
      }
    }
  }

  /**
   * The process that this autoscaler is in leaves the run: starts the executors that are missing
   * then, and gives the lead to whoever comes. So does one that does not lead if nobody does:
   * whoever led may have left a moment ago, and have counted on this one.
   */
  synchronized void leave() throws StoreException {
    boolean leads = lead.since().isPresent();
    if (leads || (isRunning() && lead.renew(clock.instant()))) {
      Optional<ScalingSample> last = lookLast();
      LOG.debug("Run {} goes on without its autoscaler: {}", run, last);
    }
  }

  private ScalingSample act(Depth depth, Instant now) throws StoreException {
    KnownExecutors known = KnownExecutors.of(table, run, limits);
    List<String> live =
        known.live().stream()
            .map(KnownExecutor::id)
            .filter(id -> leaving.get().filter(id::equals).isEmpty())
            .toList();
    started.observe(known.all().stream().map(KnownExecutor::id).toList(), now);
    int expected = started.expected(now);
    int target = scaling.target(depth.waiting(), depth.leased());
    int missing =
        Math.min(
            scaling.starts(target, live.size() + expected),
            scaling.room(live.size() + started.possible()));
    int came = missing > 0 && isStartDue(now) ? tellAndStart(live.size(), missing, now) : 0;
    lead.tell(live.size(), started.memo(0, now).encode());
    trouble = new StartTrouble(problem, late(now));
    return new ScalingSample(
        depth.waiting(),
        depth.leased(),
        live.size(),
        expected,
        target,
        came,
        missing > came ? problem : Optional.empty());
  }

  private Optional<String> late(Instant now) {
    Optional<Fleet.Shortfall> shortfall = started.shortfall(now);
    lastFailure = shortfall.isPresent() ? problem.or(() -> lastFailure) : problem;
    String failure = lastFailure.map("; the last start that failed: "::concat).orElse("");
    return shortfall.map(fleet::explain).map(words -> words + failure);
  }

  private boolean isStartDue(Instant now) throws StoreException {
    return !now.isBefore(nextStart) && isRunning();
  }

  /** Writes down whom it starts, and starts them if it leads still, and for as long as it does. */
  private int tellAndStart(int live, int count, Instant now) throws StoreException {
    var permit = new Permit(Lead.lease(scaling.interval()), clock);
    lead.tell(live, started.memo(count, now).encode());
    return lead.renew(now) ? start(count, permit, now) : 0;
  }

  private boolean isRunning() throws StoreException {
    return table.life(run).filter(found -> found.status() == RunStatus.RUNNING).isPresent();
  }

  private int start(int count, Permit permit, Instant now) {
    Fleet.Start start = attempt(count, permit);
    started.started(start.started(), now);
    if (start.isComplete()) {
      failures = 0;
      problem = Optional.empty();
    } else {
      long intervals = 1L << Math.min(failures, MOST_DOUBLINGS);
      nextStart = now.plus(scaling.interval().multipliedBy(intervals));
      failures++;
      problem = Optional.of(start.reason());
      LOG.info("Run {}: {} of {} executors were started: {}", run, start.started(), count, start);
    }
    return start.started();
  }

  private Fleet.Start attempt(int count, Permit permit) {
    try {
      return fleet.start(run, count, permit);
    } catch (RuntimeException e) {
      LOG.warn("Run {}: executors cannot be started", run, e);
      return Fleet.Start.failed(0, e.toString());
    }
  }
}
