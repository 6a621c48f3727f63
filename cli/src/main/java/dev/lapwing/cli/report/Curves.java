package dev.lapwing.cli.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lapwing.cli.report.TaskLog.Entry;
import dev.lapwing.compiler.TaskGraph;
import java.util.HashMap;
import java.util.Map;

/** How many executors there were, and how many tasks were ready or in work, over time. */
final class Curves {
  private static final int PIECES = 600;
  private static final int MOST_SAMPLES = 5_000;

  private final TraceModel model;
  private final TaskGraph graph;
  private final long end;

  Curves(TraceModel model, TaskGraph graph) {
    this.model = model;
    this.graph = graph;
    this.end = model.endNanos();
  }

  /** As the records of tasks tell. */
  ObjectNode recorded() {
    ObjectNode curves = JsonNodeFactory.instance.objectNode();
    ArrayNode times = curves.putArray("at");
    for (int k = 0; k < PIECES; k++) {
      times.add(Rounded.seconds(Math.round((k + 0.5) * end / PIECES)));
    }
    add(curves, "executors", executors(), 1);
    add(curves, "working", working(), model.log().stride());
    if (isWhole()) {
      add(curves, "ready", ready(), 1);
    }
    return curves;
  }

  /** As the autoscaler saw it, at its looks. */
  ObjectNode seen() {
    ObjectNode curves = JsonNodeFactory.instance.objectNode();
    for (String name : new String[] {"at", "waiting", "leased", "live", "starting", "target"}) {
      curves.putArray(name);
    }
    int step = 1 + model.samples().size() / MOST_SAMPLES;
    for (int k = 0; k < model.samples().size(); k += step) {
      var sample = model.samples().get(k);
      curves.withArray("at").add(Rounded.seconds(sample.inRun()));
      curves.withArray("waiting").add(sample.seen().waiting());
      curves.withArray("leased").add(sample.seen().leased());
      curves.withArray("live").add(sample.seen().live());
      curves.withArray("starting").add(sample.seen().starting());
      curves.withArray("target").add(sample.seen().target());
    }
    return curves;
  }

  private StepCurve executors() {
    var curve = new StepCurve(end, PIECES);
    model.executors().forEach(executor -> curve.add(executor.offsetNanos(), executor.endNanos()));
    return curve;
  }

  private StepCurve working() {
    var curve = new StepCurve(end, PIECES);
    model.log().entries().forEach(entry -> curve.add(entry.received(), entry.done()));
    return curve;
  }

  /** Whether every task is there, so that it is known when each was ready. */
  private boolean isWhole() {
    return model.log().stride() == 1 && model.log().seen() >= graph.taskCount();
  }

  /** A task is ready when the last of its parents has told its children. */
  private StepCurve ready() {
    Map<Long, Entry> entries = new HashMap<>();
    model.log().entries().forEach(entry -> entries.put(entry.task().task(), entry));
    var curve = new StepCurve(end, PIECES);
    for (Entry entry : entries.values()) {
      long[] since = {0};
      graph.forEachParent(
          entry.task().task(),
          (parent, edge) -> {
            Entry before = entries.get(parent);
            if (before != null) {
              since[0] = Math.max(since[0], before.inRun(before.times().told()));
            }
          });
      curve.add(since[0], entry.received());
    }
    return curve;
  }

  private static void add(ObjectNode curves, String name, StepCurve curve, long stride) {
    ArrayNode values = curves.putArray(name);
    for (double mean : curve.means(stride)) {
      values.add(Rounded.to3(mean));
    }
  }
}
