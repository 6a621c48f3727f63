package dev.lapwing.executor;

import dev.lapwing.state.RunTable;
import dev.lapwing.state.RunTable.RunRecord;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TaskQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A look at all runs, for those that everybody has left: a run that has work and no executor gets
 * one, which then starts the others that the run needs. Somebody calls {@link #sweep} once a minute
 * or so; with that, a run needs no client, and survives the loss of all its executors at once.
 */
public final class RunSweep {
  private static final Logger LOG = LoggerFactory.getLogger(RunSweep.class);

  private final Storage storage;
  private final Fleet fleet;

  /**
   * A sweep that has not looked yet.
   *
   * @param storage where runs are
   * @param fleet where executors come from
   */
  public RunSweep(Storage storage, Fleet fleet) {
    this.storage = storage;
    this.fleet = fleet;
  }

  /**
   * A run that had work and no executor.
   *
   * @param run the run's id
   * @param start what came of the start of one
   */
  public record Rescue(String run, Fleet.Start start) {}

  /**
   * Looks at all runs once.
   *
   * @return those that an executor was started for, or should have been
   */
  public List<Rescue> sweep() throws StoreException {
    List<Rescue> rescues = new ArrayList<>();
    for (String run : storage.runs().runs()) {
      try {
        rescue(run).ifPresent(rescues::add);
      } catch (IllegalArgumentException damaged) {
        // Whoever works on it ends it; the others must not wait for that.
        LOG.warn("The record of run {} cannot be read", run, damaged);
      }
    }
    return List.copyOf(rescues);
  }

  /** Looks at one run: an executor that leaves it can see to it that it is not left alone. */
  public Optional<Rescue> rescue(String run) throws StoreException {
    return isForsaken(run) ? Optional.of(new Rescue(run, fleet.start(run, 1))) : Optional.empty();
  }

  /** Most runs have ended long ago: those cost no more than a look at their lives. */
  private boolean isForsaken(String run) throws StoreException {
    if (storage.runs().life(run).filter(life -> life.status() == RunStatus.RUNNING).isEmpty()) {
      return false;
    }
    Optional<RunRecord> found = storage.runs().find(run);
    return found.isPresent()
        && mayHaveExecutors(found.get())
        && hasNone(found.get())
        && hasWork(run);
  }

  /** A run may be left to executors that come by themselves. */
  private static boolean mayHaveExecutors(RunRecord run) {
    return RunRecords.scaling(run).filter(scaling -> scaling.most() > 0).isPresent();
  }

  private boolean hasNone(RunRecord run) throws StoreException {
    return KnownExecutor.live(storage.runs(), run.id(), RunRecords.limits(run)).isEmpty();
  }

  /** Whoever begins a run may die before it has sent its first tasks; an executor does so, too. */
  private boolean hasWork(String run) throws StoreException {
    RunTable table = storage.runs();
    try (TaskQueue queue = storage.queue(run)) {
      return queue.depth().waiting() > 0 || !table.item(run, CompletionTree.SEEDED).done();
    }
  }
}
