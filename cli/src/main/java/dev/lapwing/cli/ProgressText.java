package dev.lapwing.cli;

import dev.lapwing.RunProgress;
import java.util.Locale;
import java.util.Optional;

/** An activity in one line that fits: the richest of several wordings. */
final class ProgressText {
  private static final int LEAST_BAR = 5;
  private static final int COMFORTABLE_BAR = 12;
  private static final int MOST_BAR = 40;

  private final int width;
  private final boolean blocks;

  /**
   * Texts for one terminal.
   *
   * @param width the most characters of a line
   * @param blocks whether a bar may be drawn with {@code ━} and not only with {@code #}
   */
  ProgressText(int width, boolean blocks) {
    this.width = width;
    this.blocks = blocks;
  }

  /** The line. */
  String of(Activity activity) {
    return cut(
        activity
            .run()
            .map(run -> of(activity.name(), run))
            .orElseGet(() -> activity.name() + "  " + Numbers.time(activity.elapsed())));
  }

  private String of(String name, RunProgress run) {
    String head = "%s %3.0f%%".formatted(name, Math.floor(100 * run.fraction()));
    Optional<String> waiting = run.waitingBecause();
    if (waiting.isPresent()) {
      return head + "  waiting because " + waiting.get();
    }
    String spacious = details(run, ", ");
    int room = width - head.length() - spacious.length() - 2;
    if (room >= COMFORTABLE_BAR) {
      return head + " " + bar(run.fraction(), Math.min(room, MOST_BAR)) + " " + spacious;
    }
    String dense = details(run, " ");
    int left = width - head.length() - dense.length() - 2;
    return left >= LEAST_BAR
        ? head + " " + bar(run.fraction(), left) + " " + dense
        : head + " " + dense;
  }

  /** All that is known, without a bar. */
  static String details(RunProgress run, String separator) {
    String tasks =
        String.join(
                separator,
                Numbers.count(run.done()) + "/" + Numbers.count(run.tasks()) + " done",
                Numbers.count(run.ready()) + " ready",
                Numbers.count(run.running()) + " running")
            + executors(run, separator);
    String speed =
        run.totalFlops() > 0 ? separator + Numbers.threeDigits(run.gigaflops()) + " Gflop/s" : "";
    String left =
        run.remaining().map(time -> separator + Numbers.roughly(time) + " left").orElse("");
    return tasks + speed + left;
  }

  private static String executors(RunProgress run, String separator) {
    return run.executors() == 0 ? "" : separator + Numbers.count(run.executors(), "executor");
  }

  private String bar(double fraction, int length) {
    int full = (int) (fraction * length);
    return blocks ? "━".repeat(full) + "╌".repeat(length - full) : asciiBar(fraction, length - 2);
  }

  private static String asciiBar(double fraction, int length) {
    int full = (int) (fraction * length);
    return "[" + "#".repeat(full) + ".".repeat(length - full) + "]";
  }

  private String cut(String line) {
    if (line.length() <= width) {
      return line;
    }
    String end = "...".substring(0, Math.min(3, width));
    return line.substring(0, width - end.length()).stripTrailing() + end;
  }

  /** A line for a log, where there is room. */
  static String logged(Activity activity) {
    return activity
        .run()
        .map(
            run ->
                String.format(
                    Locale.ROOT,
                    "%s: %.0f%%, %s",
                    activity.name(),
                    Math.floor(100 * run.fraction()),
                    run.waitingBecause()
                        .map(reason -> "waiting because " + reason)
                        .orElseGet(() -> details(run, ", "))))
        .orElseGet(() -> activity.name() + ": " + Numbers.time(activity.elapsed()));
  }
}
