package dev.lapwing.cli;

import dev.lapwing.compiler.Plan;
import dev.lapwing.compiler.Plan.TaskClass;
import dev.lapwing.executor.RunLimits;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What tasks may use together, and what becomes of it in an executor that works from storage.
 *
 * @param threads how many run at once
 * @param bytes the memory for their tiles
 */
record Budget(int threads, long bytes) {

  /** Kernels that hold square matrices as large as the whole, whatever its tiles. */
  private static final Set<String> HOLD_MATRICES =
      Set.of(
          "gebrd(N)",
          "gebrd(B)",
          "gbbrd(B)",
          "sbtrd(V)",
          "ormbr(R,N)",
          "ormbr(Q,L,N)",
          "ormbr(P,L,N)",
          "bdsdc",
          "stedc",
          "sytrd(N)",
          "sytrd(V)",
          "ormtr(L,N)");

  private static final String OTHER_WAY =
      "more memory, as smaller tiles do not help here, or a program without vectors";

  Budget {
    if (threads < 1) {
      throw new BadInput("--threads must be 1 or more, not " + threads);
    }
  }

  /** How many tasks hold their tiles at once: some compute while others read and write. */
  long tasksAtOnce() {
    return (long) RunLimits.TASKS_PER_THREAD * threads;
  }

  /** The bytes of so many tasks of some size. */
  long atOnceBytes(long taskBytes) {
    return saturated(taskBytes, tasksAtOnce());
  }

  /** The bytes for tiles that are kept to be read again; tasks that need the memory get it. */
  long cacheBytes() {
    return RunLimits.defaults().cacheBytesOf(bytes);
  }

  /** The most bytes that an executor holds while it runs tasks of some size. */
  long executorBytes(long taskBytes) {
    return Math.min(bytes, atOnceBytes(taskBytes) + cacheBytes());
  }

  /** Why not even one task of each class fits, and what would; nothing if they do. */
  Optional<String> refusal(List<TaskClass> classes) {
    return Plan.largest(classes).filter(c -> c.taskBytes() > bytes).map(this::refusal);
  }

  /** Why a run fits neither into memory nor through it from a folder; nothing if it does. */
  Optional<String> refusal(Plan plan) {
    long atOnce = Math.min(tasksAtOnce(), plan.tasks());
    return Plan.largest(plan.classes())
        .filter(c -> plan.residentBytes() > bytes && c.taskBytes() > bytes / atOnce)
        .map(this::refusal);
  }

  private String refusal(TaskClass largest) {
    return "%s needs %s a task, %s for the %d that %s at once, and --memory is %s; use %s"
        .formatted(
            largest.kernel(),
            ByteSize.text(largest.taskBytes()),
            ByteSize.text(atOnceBytes(largest.taskBytes())),
            tasksAtOnce(),
            threads == 1 ? "1 thread works on" : Numbers.count(threads, "thread") + " work on",
            ByteSize.text(bytes),
            HOLD_MATRICES.contains(largest.kernel()) ? OTHER_WAY : cure(largest.taskBytes()));
  }

  private String cure(long taskBytes) {
    long fitting = bytes / taskBytes / RunLimits.TASKS_PER_THREAD;
    return fitting >= 1
        ? "--threads " + fitting + ", or smaller tiles"
        : "smaller tiles (%.2g times as long)"
            .formatted(Math.sqrt((double) bytes / RunLimits.TASKS_PER_THREAD / taskBytes));
  }

  private static long saturated(long a, long b) {
    return Math.multiplyHigh(a, b) == 0 && a * b >= 0 ? a * b : Long.MAX_VALUE / 2;
  }
}
