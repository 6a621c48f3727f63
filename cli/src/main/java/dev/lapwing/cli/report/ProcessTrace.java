package dev.lapwing.cli.report;

import dev.lapwing.executor.RunEvent;
import dev.lapwing.executor.RunEvent.Counted;
import dev.lapwing.executor.RunEvent.ExecutorStarted;
import dev.lapwing.executor.RunEvent.RunEnded;
import dev.lapwing.executor.RunEvent.RunStarted;
import dev.lapwing.executor.RunEvent.TaskFinished;
import dev.lapwing.executor.RunEvent.TaskTimes;
import dev.lapwing.executor.RunEvent.TraceLost;
import dev.lapwing.state.StoreCounters;
import java.util.Optional;

/** What one process did for a run: an executor, or a client that only started some. */
final class ProcessTrace {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final String name;
  private Optional<RunStarted> joined = Optional.empty();
  private Optional<ExecutorStarted> started = Optional.empty();
  private Optional<Counted> counted = Optional.empty();
  private Optional<RunEnded> ended = Optional.empty();
  private long firstReceived = Long.MAX_VALUE;
  private long last;
  private long beganNanos;
  private long tasks;
  private long computeNanos;
  private long lost;

  ProcessTrace(String name) {
    this.name = name;
  }

  void add(RunEvent event) {
    last = Math.max(last, event.at());
    if (event instanceof RunStarted start) {
      joined = Optional.of(start);
    } else if (event instanceof ExecutorStarted start) {
      started = Optional.of(start);
    } else if (event instanceof Counted sums) {
      counted = Optional.of(sums);
    } else if (event instanceof RunEnded end) {
      ended = Optional.of(end);
    } else if (event instanceof TraceLost loss) {
      lost += loss.events();
    } else if (event instanceof TaskFinished task) {
      add(task.times());
    }
  }

  private void add(TaskTimes times) {
    tasks++;
    computeNanos += times.computed() - times.computing();
    firstReceived = Math.min(firstReceived, times.received());
  }

  String name() {
    return name;
  }

  /** What it said of itself, if it computed. */
  Optional<ExecutorStarted> executor() {
    return started;
  }

  /** When it began, on the clock that all processes of the run agree on. */
  Optional<Long> sharedStartMillis() {
    return joined.map(start -> start.sharedMillis() - start.at() / NANOS_PER_MILLI);
  }

  /** Puts it into its place among the others. */
  void beginsAt(long runStartMillis) {
    beganNanos =
        sharedStartMillis().map(start -> start - runStartMillis).orElse(0L) * NANOS_PER_MILLI;
  }

  /** When it began with the run, in nanoseconds since the first process did. */
  long offsetNanos() {
    return beganNanos;
  }

  /** When it was last heard of, in nanoseconds since the run began. */
  long endNanos() {
    return beganNanos + last;
  }

  /** How long it had to do with the run. */
  long stayNanos() {
    return last;
  }

  /** From the start of its JVM to its first task, if it was started for the run. */
  Optional<Long> coldStartNanos() {
    return started
        .filter(start -> start.fresh() && tasks > 0)
        .map(start -> start.host().jvmNanos() - start.at() + firstReceived);
  }

  long tasks() {
    return tasks;
  }

  long computeNanos() {
    return computeNanos;
  }

  Optional<Counted> counted() {
    return counted;
  }

  /** What it moved, of all matrices. */
  StoreCounters moved() {
    return counted.stream()
        .flatMap(sums -> sums.stores().values().stream())
        .reduce(StoreCounters.ZERO, StoreCounters::plus);
  }

  /** Its last words; none if it was killed, or is at work. */
  Optional<RunEnded> ended() {
    return ended;
  }

  /** Events that it could not write, or that came too fast to be kept. */
  long lost() {
    return lost + ended.map(RunEnded::dropped).orElse(0L);
  }
}
