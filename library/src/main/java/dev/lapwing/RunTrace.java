package dev.lapwing;

import dev.lapwing.compiler.TaskGraph;
import dev.lapwing.executor.RecordedRun;
import dev.lapwing.executor.RunEvent;
import dev.lapwing.executor.Scaling;
import dev.lapwing.executor.TraceReader;
import dev.lapwing.lambdapack.Node;
import dev.lapwing.state.Precision;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TraceStore;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What the processes that worked on a run have noted down: when each task went through its steps,
 * what it moved, how many executors there were, what failed. A process writes now and then; what
 * one that was killed had not written yet is missing.
 */
public final class RunTrace {
  private final RunSummary run;
  private final RecordedRun recorded;
  private final Optional<TraceReader> reader;

  RunTrace(RunSummary run, RecordedRun recorded, Optional<TraceStore> store) {
    this.run = run;
    this.recorded = recorded;
    this.reader = store.map(TraceReader::new);
  }

  /** The run. */
  public RunSummary run() {
    return run;
  }

  /** Its tasks. */
  public TaskGraph graph() {
    return recorded.program().at(recorded.sizes());
  }

  /** The statements of its program, by their numbers. */
  public List<Node.Statement> statements() {
    return recorded.statements();
  }

  /** How its results and scratch tiles are kept. */
  public Precision precision() {
    return recorded.precision();
  }

  /** How many tiles of a range its executors hold. */
  public int lookAhead() {
    return recorded.limits().lookAhead();
  }

  /** How many executors it might have, if they were started for it. */
  public Optional<Scaling> scaling() {
    return recorded.scaling();
  }

  /** Whether nothing was noted down: the run was told so, or its executors have just begun. */
  public boolean isEmpty() {
    try {
      return reader.isEmpty() || reader.get().isEmpty();
    } catch (StoreException e) {
      throw failed(e);
    }
  }

  /**
   * Reads all of it, a piece at a time.
   *
   * @param consumer is given the name of a process and an event, those of one process in their
   *     order; the names of processes that only started others begin with {@code client-}
   * @throws IllegalArgumentException if a piece is damaged
   */
  public void read(BiConsumer<String, RunEvent> consumer) {
    try {
      if (reader.isPresent()) {
        reader.get().read(consumer);
      }
    } catch (StoreException e) {
      throw failed(e);
    }
  }

  private RuntimeException failed(StoreException why) {
    return Failures.storage("reading the trace of run " + run.id(), why);
  }
}
