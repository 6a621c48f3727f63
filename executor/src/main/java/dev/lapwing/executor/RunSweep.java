package dev.lapwing.executor;

import dev.lapwing.state.RunTable;
import dev.lapwing.state.RunTable.RunRecord;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.SteadyClock;
import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TaskQueue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A look at all runs, for those that everybody has left: a run that has work and no executor gets
 * one, which then starts the others that the run needs. Somebody calls {@link #sweep} once a minute
 * or so; with that, a run needs no client, and survives the loss of all its executors at once.
 *
 * <p>Whoever starts executors for a run leads it, a sweep too, for the moment that it takes: so it
 * knows of those that a fleet holds back, and starts nobody beside a client that sees to the run.
 */
public final class RunSweep {
  private static final Logger LOG = LoggerFactory.getLogger(RunSweep.class);

  private final RunTable table;
  private final Queues queues;
  private final Fleet fleet;
  private final InstantSource clock;
  private final Waiting waiting;

  /**
   * A sweep that has not looked yet.
   *
   * @param storage where runs are
   * @param fleet where executors come from
   */
  public RunSweep(Storage storage, Fleet fleet) {
    this(storage.runs(), storage::queue, fleet, new SteadyClock(), RunSweep::sleep);
  }

  /** The same, in time that is the caller's. */
  RunSweep(RunTable table, Queues queues, Fleet fleet, InstantSource clock, Waiting waiting) {
    this.table = table;
    this.queues = queues;
    this.fleet = fleet;
    this.clock = clock;
    this.waiting = waiting;
  }

  /**
   * A run that had work and no executor.
   *
   * @param run the run's id
   * @param started how many executors were started for it
   * @param problem why none was, or ""
   */
  public record Rescue(String run, int started, String problem) {}

  /**
   * Looks at all runs once. If somebody claims to lead one of those that are forsaken, it waits for
   * as long as a claim holds, some seconds, and looks again: the dead do not claim twice.
   *
   * @return those that an executor was started for, or should have been
   */
  public List<Rescue> sweep() throws StoreException {
    List<RunRecord> forsaken = forsaken(table.runs());
    List<Rescue> rescues = new ArrayList<>();
    List<String> claimed = new ArrayList<>();
    for (RunRecord run : forsaken) {
      look(run).ifPresentOrElse(seen -> add(run, seen, rescues), () -> claimed.add(run.id()));
    }
    if (!claimed.isEmpty()) {
      waiting.pause(longestClaim(forsaken));
      for (RunRecord run : forsaken(claimed)) {
        look(run).ifPresent(seen -> add(run, seen, rescues));
      }
    }
    return List.copyOf(rescues);
  }

  /**
   * Looks at one run: an executor that leaves it can see to it that it is not left alone. Nothing
   * happens if somebody claims to lead.
   */
  public Optional<Rescue> rescue(String run) throws StoreException {
    List<Rescue> rescues = new ArrayList<>();
    for (RunRecord record : forsaken(List.of(run))) {
      look(record).ifPresent(seen -> add(record, seen, rescues));
    }
    return rescues.stream().findFirst();
  }

  /** Starts one executor, unless somebody leads, or as many are on their way as there may be. */
  private Optional<ScalingSample> look(RunRecord run) throws StoreException {
    Scaling one = RunRecords.scaling(run).orElseThrow().withLeast(1).withRamp(1);
    try (TaskQueue queue = queues.of(run.id())) {
      var seen = new Autoscaler.Seen(table, queue, RunRecords.limits(run));
      var chance = new SplittableRandom();
      return new Autoscaler(run.id(), seen, one, fleet, Optional::empty, clock, chance).lookLast();
    }
  }

  private static void add(RunRecord run, ScalingSample seen, List<Rescue> rescues) {
    if (seen.started() > 0 || seen.problem().isPresent()) {
      rescues.add(new Rescue(run.id(), seen.started(), seen.problem().orElse("")));
    }
  }

  private static Duration longestClaim(List<RunRecord> runs) {
    return runs.stream()
        .map(run -> Lead.lease(RunRecords.scaling(run).orElseThrow().interval()))
        .max(Duration::compareTo)
        .orElseThrow();
  }

  private List<RunRecord> forsaken(List<String> runs) throws StoreException {
    List<RunRecord> forsaken = new ArrayList<>();
    for (String run : runs) {
      try {
        forsaken(run).ifPresent(forsaken::add);
      } catch (IllegalArgumentException damaged) {
        // Whoever works on it ends it; the others must not wait for that.
        LOG.warn("The record of run {} cannot be read", run, damaged);
      }
    }
    return forsaken;
  }

  /** Most runs have ended long ago: those cost no more than a look at their lives. */
  private Optional<RunRecord> forsaken(String run) throws StoreException {
    if (table.life(run).filter(life -> life.status() == RunStatus.RUNNING).isEmpty()) {
      return Optional.empty();
    }
    Optional<RunRecord> found = table.find(run).filter(RunSweep::mayHaveExecutors);
    return found.isPresent() && hasNone(found.get()) && hasWork(run) ? found : Optional.empty();
  }

  /** A run may be left to executors that come by themselves. */
  private static boolean mayHaveExecutors(RunRecord run) {
    return RunRecords.scaling(run).filter(scaling -> scaling.most() > 0).isPresent();
  }

  private boolean hasNone(RunRecord run) throws StoreException {
    return KnownExecutor.live(table, run.id(), RunRecords.limits(run)).isEmpty();
  }

  /** Whoever begins a run may die before it has sent its first tasks; an executor does so, too. */
  private boolean hasWork(String run) throws StoreException {
    try (TaskQueue queue = queues.of(run)) {
      return queue.depth().waiting() > 0 || !table.item(run, CompletionTree.SEEDED).done();
    }
  }

  private static void sleep(Duration pause) throws StoreException {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("The look at forsaken runs was interrupted.", e);
    }
  }

  /** Where the ready tasks of a run wait. */
  interface Queues {
    TaskQueue of(String run) throws StoreException;
  }

  /** Lets time pass. */
  interface Waiting {
    void pause(Duration time) throws StoreException;
  }
}
