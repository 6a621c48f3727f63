package dev.lapwing.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lapwing.compiler.Plan;
import dev.lapwing.compiler.Plan.CriticalPath;
import dev.lapwing.compiler.Plan.TaskClass;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.Size;
import java.util.Locale;

/** A plan as a table for people and as JSON for machines. */
record PlanText(Plan plan, Program program, Budget budget) {
  /** For a run here, in memory or in a folder. */
  Answer answer() {
    return answer(true);
  }

  /** For a run on other machines, each of which holds only what it works on. */
  Answer answerOfExecutor() {
    return answer(false);
  }

  private Answer answer(boolean here) {
    Answer answer = Answer.of("plan").fact("program", plan.program());
    answer.line(plan.program() + " " + sizesText()).line("");
    answer.line(row("", "", "", "read", "", "written", "", "memory"));
    answer.line(row("task class", "tasks", "flop", "tiles", "bytes", "tiles", "bytes", "a task"));
    ArrayNode classes = JsonNodeFactory.instance.arrayNode();
    for (TaskClass cost : plan.classes()) {
      answer.line(row(cost));
      classes.add(json(cost));
    }
    answer.line(total()).line("");
    memory(answer);
    if (here) {
      resident(answer);
    }
    criticalPath(answer, plan.criticalPath());
    return answer
        .fact("sizes", sizesJson())
        .fact("tasks", plan.tasks())
        .fact("flops", plan.flops())
        .fact("bytesRead", plan.bytesRead())
        .fact("bytesWritten", plan.bytesWritten())
        .fact("classes", classes);
  }

  private String sizesText() {
    StringBuilder text = new StringBuilder();
    for (Size size : program.sizes()) {
      Partition cut = plan.sizes().partitions().get(size.name());
      text.append(text.isEmpty() ? "" : ", ")
          .append(size.name() + " = " + Numbers.count(cut.elements()))
          .append(" in " + Numbers.count(cut.tiles(), "tile"))
          .append(" of " + Numbers.count(Math.min(cut.tile(), cut.elements())));
    }
    return text.toString();
  }

  private ObjectNode sizesJson() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    for (Size size : program.sizes()) {
      Partition cut = plan.sizes().partitions().get(size.name());
      node.putObject(size.name())
          .put("length", cut.elements())
          .put("tile", cut.tile())
          .put("tiles", cut.tiles());
    }
    return node;
  }

  /** As wide as a terminal of 80 columns. */
  private String row(String name, String... cells) {
    int names = plan.classes().stream().mapToInt(cost -> name(cost).length()).max().orElse(0);
    StringBuilder row = new StringBuilder();
    row.append(String.format(Locale.ROOT, "%-" + Math.max(names, 10) + "s", name));
    int[] widths = {10, 8, 10, 9, 10, 9, 9};
    for (int i = 0; i < cells.length; i++) {
      row.append(String.format(Locale.ROOT, "%" + widths[i] + "s", cells[i]));
    }
    return row.toString();
  }

  /** A count that leaves room before it in a column of ten. */
  private static String tiles(long count) {
    return count < 10_000_000 ? Numbers.count(count) : Numbers.scaled((double) count);
  }

  private static String name(TaskClass cost) {
    return cost.statement() + " " + cost.kernel();
  }

  private String row(TaskClass cost) {
    return row(
        name(cost),
        Numbers.count(cost.tasks()),
        Numbers.scaled(cost.flops()),
        tiles(cost.tilesRead()),
        ByteSize.text(cost.bytesRead()),
        tiles(cost.tilesWritten()),
        ByteSize.text(cost.bytesWritten()),
        ByteSize.text(cost.taskBytes()));
  }

  private String total() {
    return row(
        "all",
        Numbers.count(plan.tasks()),
        Numbers.scaled(plan.flops()),
        tiles(plan.tilesRead()),
        ByteSize.text(plan.bytesRead()),
        tiles(plan.tilesWritten()),
        ByteSize.text(plan.bytesWritten()),
        ByteSize.text(plan.taskBytes()));
  }

  private void memory(Answer answer) {
    long task = plan.taskBytes();
    answer
        .row(
            "executor",
            "%s a task, %d at once on %s: %s, and %s of cache"
                .formatted(
                    ByteSize.text(task),
                    budget.tasksAtOnce(),
                    Numbers.count(budget.threads(), "thread"),
                    ByteSize.text(budget.atOnceBytes(task)),
                    ByteSize.text(budget.cacheBytes())))
        .fact("threads", budget.threads())
        .fact("memory", budget.bytes())
        .fact("taskBytes", task)
        .fact("executorBytes", budget.executorBytes(task));
  }

  private void resident(Answer answer) {
    answer
        .row(
            "resident",
            "%s for all tiles: %s --memory %s"
                .formatted(
                    ByteSize.text(plan.residentBytes()),
                    plan.residentBytes() > budget.bytes()
                        ? "use --folder, it exceeds"
                        : "fits into",
                    ByteSize.text(budget.bytes())))
        .fact("residentBytes", plan.residentBytes())
        .fact("fitsInMemory", plan.residentBytes() <= budget.bytes());
  }

  private void criticalPath(Answer answer, CriticalPath path) {
    double parallelism = path.flops() > 0 ? plan.flops() / path.flops() : 1;
    answer
        .row(
            "critical",
            "%s, %sflop one after the other; room for %s executors"
                .formatted(
                    Numbers.count(path.tasks(), "task"),
                    Numbers.scaled(path.flops()),
                    Numbers.threeDigits(parallelism)))
        .fact("criticalTasks", path.tasks())
        .fact("criticalFlops", path.flops())
        .fact("depth", plan.depth());
  }

  private static ObjectNode json(TaskClass cost) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("statement", cost.statement())
        .put("kernel", cost.kernel())
        .put("source", cost.source())
        .put("tasks", cost.tasks())
        .put("flops", cost.flops())
        .put("tilesRead", cost.tilesRead())
        .put("bytesRead", cost.bytesRead())
        .put("tilesWritten", cost.tilesWritten())
        .put("bytesWritten", cost.bytesWritten())
        .put("taskBytes", cost.taskBytes());
  }
}
