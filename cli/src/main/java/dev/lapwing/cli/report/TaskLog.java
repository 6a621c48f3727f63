package dev.lapwing.cli.report;

import dev.lapwing.executor.RunEvent.TaskFinished;
import dev.lapwing.executor.RunEvent.TaskTimes;
import java.util.ArrayList;
import java.util.List;

/**
 * The tasks that were recorded, up to a bound: beyond it every second one is forgotten, and from
 * then on only every second one is kept, and so on. Sums are exact whatever is forgotten here: they
 * are added up elsewhere.
 */
final class TaskLog {
  /** How many tasks a page can draw and a browser scroll through. */
  static final int MOST = 100_000;

  private final int most;
  private List<Entry> entries = new ArrayList<>();
  private long seen;
  private long stride = 1;

  TaskLog(int most) {
    this.most = most;
  }

  /**
   * A task.
   *
   * @param process who performed it
   */
  record Entry(ProcessTrace process, TaskFinished task) {

    TaskTimes times() {
      return task.times();
    }

    /** A time of this task in nanoseconds since the run began. */
    long inRun(long at) {
      return process.offsetNanos() + at;
    }

    long received() {
      return inRun(times().received());
    }

    long done() {
      return inRun(task.at());
    }
  }

  void add(ProcessTrace process, TaskFinished task) {
    if (seen % stride == 0) {
      entries.add(new Entry(process, task));
    }
    seen++;
    if (entries.size() > most) {
      thin();
    }
  }

  /** One of so many tasks is here. */
  long stride() {
    return stride;
  }

  /** How many there were. */
  long seen() {
    return seen;
  }

  List<Entry> entries() {
    return entries;
  }

  private void thin() {
    stride *= 2;
    List<Entry> kept = new ArrayList<>(most / 2 + 1);
    for (int i = 0; i < entries.size(); i += 2) {
      kept.add(entries.get(i));
    }
    entries = kept;
  }
}
