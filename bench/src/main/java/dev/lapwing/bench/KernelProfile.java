package dev.lapwing.bench;

import dev.lapwing.executor.RunEvent;
import dev.lapwing.executor.RunEvent.RunStarted;
import dev.lapwing.executor.RunEvent.TaskClass;
import dev.lapwing.executor.RunEvent.TaskFinished;
import dev.lapwing.executor.RunObserver;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the time of an operation goes: the wall-clock seconds of its kernels, added up over
 * threads, and when the first task of each began and the last one ended. A kernel that waits for
 * memory or for the processor counts as if it ran.
 *
 * <p>Runs of one operation follow one another or overlap; an observer hears the events of one run
 * in order, and those of two that overlap on two threads.
 */
final class KernelProfile {
  private static final double NANOS = 1e-9;

  private final Map<String, Usage> kernels = new LinkedHashMap<>();
  private long begun = System.nanoTime();

  /** Forgets what was; from now on counts. */
  synchronized void begin() {
    kernels.clear();
    begun = System.nanoTime();
  }

  /** A row for each kernel, the longest first, and one of all together. */
  synchronized List<String> rows(int threads) {
    double elapsed = (System.nanoTime() - begun) * NANOS;
    List<String> rows = new ArrayList<>();
    rows.add(
        "%-24s%-20s%8s%10s%8s%10s%10s%10s"
            .formatted("program", "kernel", "tasks", "seconds", "share", "Gflop/s", "from", "to"));
    kernels.values().stream()
        .sorted(Comparator.comparingDouble(Usage::seconds).reversed())
        .forEach(usage -> rows.add(usage.row(threads * elapsed)));
    double all = kernels.values().stream().mapToDouble(Usage::seconds).sum();
    rows.add(
        "kernels %.3f s of %d x %.3f s: %.0f %%"
            .formatted(all, threads, elapsed, 100 * all / (threads * elapsed)));
    return rows;
  }

  /** An observer of one run after the other. */
  RunObserver observer() {
    Map<Thread, Heard> runs = new LinkedHashMap<>();
    return event -> hear(event, runs);
  }

  private synchronized void hear(RunEvent event, Map<Thread, Heard> runs) {
    if (event instanceof RunStarted started) {
      runs.put(Thread.currentThread(), new Heard(started, System.nanoTime() - started.at()));
    } else if (event instanceof TaskFinished finished) {
      count(runs.get(Thread.currentThread()), finished);
    } else if (event instanceof RunEvent.RunEnded) {
      runs.remove(Thread.currentThread());
    }
  }

  private void count(Heard run, TaskFinished task) {
    String program = run.started.program();
    String kernel =
        run.started.classes().stream()
            .filter(each -> each.statement() == task.statement())
            .map(TaskClass::kernel)
            .findFirst()
            .orElseThrow();
    kernels
        .computeIfAbsent(program + " " + kernel, any -> new Usage(program, kernel))
        .add(task, (run.beganAt - begun) * NANOS);
  }

  /** A run that goes on, and when it began. */
  private record Heard(RunStarted started, long beganAt) {}

  /** The work of one kernel in the runs of one program. */
  private static final class Usage {
    private final String program;
    private final String kernel;
    private long tasks;
    private double seconds;
    private double flops;
    private double from = Double.POSITIVE_INFINITY;
    private double to;

    Usage(String program, String kernel) {
      this.program = program;
      this.kernel = kernel;
    }

    double seconds() {
      return seconds;
    }

    void add(TaskFinished task, double offset) {
      tasks++;
      seconds += (task.times().computed() - task.times().computing()) * NANOS;
      flops += task.flops();
      from = Math.min(from, offset + task.times().computing() * NANOS);
      to = Math.max(to, offset + task.times().computed() * NANOS);
    }

    String row(double available) {
      return "%-24s%-20s%8d%10.3f%7.1f%%%10.1f%10.3f%10.3f"
          .formatted(
              program,
              kernel,
              tasks,
              seconds,
              100 * seconds / available,
              flops / seconds * NANOS,
              from,
              to);
    }
  }
}
