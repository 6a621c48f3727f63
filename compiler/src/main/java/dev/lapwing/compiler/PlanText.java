package dev.lapwing.compiler;

import java.util.ArrayList;
import java.util.List;

/** A plan as lines of text. */
final class PlanText {
  private static final double GIGA = 1e9;
  private static final long UNIT = 1024;
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

  private PlanText() {}

  static String of(Plan plan) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "tasks", "Gflop", "tiles read", "read", "tiles written", "written", "held", "kernel"));
    plan.classes().forEach(c -> rows.add(row(c)));
    StringBuilder text = new StringBuilder();
    text.append("program %s at %s%n".formatted(plan.program(), SizesText.of(plan.sizes())));
    TextTable.lines(rows).forEach(line -> text.append(line).append('\n'));
    text.append(
        "  in all: %,d tasks, %s Gflop, %s read, %s written%n"
            .formatted(
                plan.tasks(),
                giga(plan.flops()),
                bytes(plan.bytesRead()),
                bytes(plan.bytesWritten())));
    text.append("  ").append(criticalPath(plan)).append('\n');
    return text.toString();
  }

  private static List<String> row(Plan.TaskClass c) {
    return List.of(
        "%,d".formatted(c.tasks()),
        giga(c.flops()),
        "%,d".formatted(c.tilesRead()),
        bytes(c.bytesRead()),
        "%,d".formatted(c.tilesWritten()),
        bytes(c.bytesWritten()),
        bytes(c.bytesHeld()),
        c.kernel() + "  (" + c.source() + ")");
  }

  private static String criticalPath(Plan plan) {
    return plan.criticalPath()
        .map(p -> "critical path: %,d tasks, %s Gflop".formatted(p.tasks(), giga(p.flops())))
        .orElse(
            "critical path: about %s Gflop, estimated; there are too many tasks to look for it"
                .formatted(giga(plan.estimatedCriticalFlops())));
  }

  private static String giga(double flops) {
    return flops < 100 * GIGA ? "%.3g".formatted(flops / GIGA) : "%,.0f".formatted(flops / GIGA);
  }

  private static String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= UNIT && unit < UNITS.length - 1) {
      value /= UNIT;
      unit++;
    }
    return unit == 0 ? bytes + " B" : "%.1f %s".formatted(value, UNITS[unit]);
  }
}
