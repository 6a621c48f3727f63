package dev.lapwing.state;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a run remembers beside its tiles: the run's record, one item a task that has received an
 * edge or is done, and one item a live executor. Every operation may be repeated.
 *
 * <p>Items are found by run and number alone: recording on a run that was deleted meanwhile does no
 * harm.
 */
public interface RunTable extends AutoCloseable {

  /**
   * A table in the memory of this process.
   *
   * @param clock tells the age of heartbeats
   */
  static RunTable inMemory(InstantSource clock) {
    return new MemoryRunTable(clock);
  }

  /**
   * Creates the run.
   *
   * @return false if a run of that id exists; nothing was changed
   */
  boolean create(RunRecord run) throws StoreException;

  /** The run, if there is one. */
  Optional<RunRecord> find(String run) throws StoreException;

  /** Where a run is in its life, if there is such a run: costs no more than need be. */
  default Optional<RunLife> life(String run) throws StoreException {
    return find(run).map(record -> new RunLife(record.status(), record.reason()));
  }

  /**
   * The ids of all runs, oldest first: in the order of their creation, or of their ids, which are
   * ULIDs and begin with the time.
   */
  List<String> runs() throws StoreException;

  /**
   * Ends a run that is RUNNING.
   *
   * @return the status after the call: another's, if the run had ended before
   * @throws RunMissing if there is no such run
   */
  RunStatus end(String run, RunStatus status, String reason) throws StoreException;

  /**
   * Puts a FAILED or CANCELLED run back to RUNNING, with other options; a run that is RUNNING gets
   * the options, one that is DONE does not.
   *
   * @return the status after the call: RUNNING, or DONE if the run was
   * @throws RunMissing if there is no such run
   */
  RunStatus resume(String run, String options) throws StoreException;

  /**
   * Adds edges to the sets of edges that items have received. Adding an edge that is there changes
   * nothing: the answer is the same.
   *
   * <p>The additions are no transaction: if the call fails, each edge was added or was not, in no
   * order, and the caller makes the whole call again.
   *
   * @param arrivals any number for any items; several may be for one item, and one may come twice
   * @return every item that arrivals are for, by its number and in the order of the first arrivals,
   *     as it was at some moment after all additions of this call to it
   */
  Map<Long, TaskItem> addEdges(String run, List<Arrival> arrivals) throws StoreException;

  /** How many edges an item may receive; a run with tasks of more parents cannot be begun. */
  default int maxEdges() {
    return Integer.MAX_VALUE;
  }

  /** Whether an item has received an edge. */
  boolean hasEdge(String run, long item, int edge) throws StoreException;

  /**
   * Marks an item as done, and records which child its executor runs next under the same message:
   * whoever receives that message again goes on from there.
   *
   * @param next the child that the executor keeps, if any; only the first marking records it
   * @return true if this call marked it, false if it was marked before
   */
  boolean markDone(String run, long item, OptionalLong next) throws StoreException;

  /** The item, as it is; an item without edges that is not done if nothing was ever recorded. */
  TaskItem item(String run, long item) throws StoreException;

  /** Many items, each as {@link #item} gives it, in as few requests as the table can. */
  default Map<Long, TaskItem> items(String run, List<Long> items) throws StoreException {
    Map<Long, TaskItem> found = new HashMap<>();
    for (long item : items) {
      found.put(item, item(run, item));
    }
    return found;
  }

  /** Records that an executor lives, with its totals. */
  void heartbeat(String run, ExecutorItem executor) throws StoreException;

  /** The executors that ever gave a sign of life, each with the last. */
  List<LastSign> lastSigns(String run) throws StoreException;

  /**
   * The executors that gave a sign of life within {@code age}. One that fell silent is not
   * forgotten: its totals are there for whoever asks for a greater age.
   */
  default List<ExecutorItem> executors(String run, Duration age) throws StoreException {
    return lastSigns(run).stream()
        .filter(sign -> sign.isWithin(age))
        .map(LastSign::executor)
        .toList();
  }

  /**
   * The time by which silence is measured: the disk's or the service's, on which all agree who
   * share the table. Only differences of it have a meaning.
   */
  InstantSource clock();

  /**
   * Claims to lead a run for some time, or to go on leading it. At most one name leads at a time.
   * Whoever leads and does not claim again in time has lost the run to whoever claims next. How
   * long ago a claim was made is measured by the table or by those who ask, never by the claim's
   * maker; a table may let somebody who asks for the first time wait for the whole of a duration.
   *
   * <p>Whoever begins to lead is told what the last leader wrote down; whoever goes on writes it
   * anew, and cannot if another has led meanwhile.
   *
   * @return who leads now
   */
  Leadership claimLeadership(String run, Claim claim) throws StoreException;

  /** Forgets everything about a run. */
  void delete(String run) throws StoreException;

  @Override
  void close() throws StoreException;

  /** The life of a run. */
  enum RunStatus {
    RUNNING,
    DONE,
    FAILED,
    CANCELLED;

    /** This status, which must be one that ends a run. */
    public RunStatus requireEnd() {
      if (this == RUNNING) {
        throw new IllegalArgumentException(
            "A run ends as DONE, FAILED or CANCELLED, not as RUNNING; resume() makes it run again.");
      }
      return this;
    }
  }

  /**
   * Where a run is in its life.
   *
   * @param reason why it FAILED or was CANCELLED; empty otherwise
   */
  record RunLife(RunStatus status, String reason) {}

  /**
   * The record of a run.
   *
   * @param id a ULID
   * @param program the compact encoding of the compiled program
   * @param sizes sizes, parameters and scalars, encoded by the executor
   * @param options everything else that executors must agree on, encoded by the executor
   * @param status where the run is in its life
   * @param reason why it FAILED or was CANCELLED; empty otherwise
   */
  record RunRecord(
      String id, byte[] program, String sizes, String options, RunStatus status, String reason) {

    /** The same run, ended. */
    RunRecord ended(RunStatus how, String why) {
      return new RunRecord(id, program, sizes, options, how.requireEnd(), why);
    }

    /** The same run, running again with other options. */
    RunRecord running(String newOptions) {
      return new RunRecord(id, program, sizes, newOptions, RunStatus.RUNNING, "");
    }
  }

  /**
   * What is known of a task, or of a node of the completion tree.
   *
   * @param edges how many distinct edges it has received
   * @param done whether it is done and its children were told
   * @param next the child that runs under the message of this task, as {@link #markDone} recorded
   */
  record TaskItem(int edges, boolean done, OptionalLong next) {
    /** An item of which nothing was ever recorded. */
    public static final TaskItem UNKNOWN = new TaskItem(0, false, OptionalLong.empty());
  }

  /**
   * An edge that an item receives.
   *
   * @param edge its number among the item's edges, from 0
   */
  record Arrival(long item, int edge) {
    public Arrival {
      if (edge < 0) {
        throw new IllegalArgumentException(
            "Edges are numbered from 0, not %d (item %d).".formatted(edge, item));
      }
    }
  }

  /**
   * A live executor, and what it has done so far.
   *
   * @param id its name
   * @param tasks the tasks that it has done
   * @param flops their floating-point operations
   * @param details everything else, encoded by the executor; at most a few kilobytes
   */
  record ExecutorItem(String id, long tasks, double flops, String details) {}

  /**
   * The last sign of life of an executor.
   *
   * @param executor what it told then
   * @param silence how long ago that was
   */
  record LastSign(ExecutorItem executor, Duration silence) {
    /** Whether it was given not longer ago than that. */
    public boolean isWithin(Duration age) {
      return silence.compareTo(age) <= 0;
    }
  }

  /**
   * A claim to lead a run.
   *
   * @param name of no other process, and of no earlier life of this one
   * @param duration how long it holds; zero gives it up
   * @param executors how many executors the run has, which those are told who may follow
   * @param memo what whoever follows must know, at most a kilobyte: for one that leads already, as
   *     nobody begins to lead with a memo; empty leaves the last one as it is
   */
  record Claim(String name, Duration duration, int executors, Optional<String> memo) {
    /** To begin to lead, or to go on with the memo as it is. */
    public Claim(String name, Duration duration, int executors) {
      this(name, duration, executors, Optional.empty());
    }

    /** To go on leading, with another memo. */
    public Claim withMemo(String text) {
      return new Claim(name, duration, executors, Optional.of(text));
    }
  }

  /**
   * Who leads a run.
   *
   * @param mine whether whoever claimed leads now
   * @param left how long the claim that holds will hold at most, as far as whoever asked can tell
   * @param executors how many executors the run has, as that claim says
   * @param memo the latest memo, whosever it is; "" if there never was one
   */
  record Leadership(boolean mine, Duration left, int executors, String memo) {
    /** Whoever claimed leads, unless it was to give up. */
    public static Leadership of(Claim claim, String memo) {
      return new Leadership(!claim.duration().isZero(), claim.duration(), claim.executors(), memo);
    }
  }
}
