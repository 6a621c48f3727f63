package dev.lapwing.cli;

import dev.lapwing.cli.plan.ClassCost;

/**
 * What tasks may use together.
 *
 * @param threads how many run at once
 * @param bytes the memory for their tiles
 */
record Budget(int threads, long bytes) {

  Budget {
    if (threads < 1) {
      throw new BadInput("--threads must be 1 or more, not " + threads);
    }
  }

  /** Whether as many tasks of a class as there are threads fit. */
  boolean allows(ClassCost cost) {
    return cost.taskBytes() <= bytes / threads;
  }

  /** Why they do not, and what would. */
  String refusal(ClassCost cost) {
    String needs =
        "%s needs %s a task, %s for %s, and --memory is %s"
            .formatted(
                cost.kernel(),
                ByteSize.text(cost.taskBytes()),
                ByteSize.text(Math.multiplyExact(cost.taskBytes(), threads)),
                Numbers.count(threads, "thread"),
                ByteSize.text(bytes));
    long fitting = bytes / cost.taskBytes();
    String shrink =
        "tiles %.2g times as long"
            .formatted(Math.sqrt((double) bytes / threads / cost.taskBytes()));
    return fitting >= 1
        ? needs + "; use --threads " + fitting + ", or smaller tiles"
        : needs + "; use smaller tiles (" + shrink + ")";
  }
}
