package dev.lapwing.cli.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lapwing.cli.report.TaskLog.Entry;
import dev.lapwing.compiler.TaskGraph;
import dev.lapwing.executor.RunEvent.TaskTimes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tasks as a page draws them, by lane: one for each thread of each executor. Of each task a row
 * of numbers: statement; when it was received, in microseconds since the run began; for how long it
 * read, waited for a processor, computed, wrote, told; tiles read and tiles in the cache; loop
 * indices.
 */
final class Timeline {
  private static final int MOST_LANES = 400;

  private final TraceModel model;
  private final TaskGraph graph;

  Timeline(TraceModel model, TaskGraph graph) {
    this.model = model;
    this.graph = graph;
  }

  ObjectNode json() {
    Map<Lane, List<Entry>> lanes = lanes();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("stride", model.log().stride()).put("seen", model.log().seen());
    node.put("lanes", lanes.size());
    ArrayNode drawn = node.putArray("drawn");
    lanes.entrySet().stream()
        .limit(MOST_LANES)
        .forEach(lane -> drawn.add(lane(lane.getKey(), lane.getValue())));
    return node;
  }

  /**
   * A thread of an executor.
   *
   * @param executor its place in the list of executors
   */
  private record Lane(int executor, int worker) {}

  private Map<Lane, List<Entry>> lanes() {
    List<ProcessTrace> executors = model.executors();
    Map<ProcessTrace, Integer> places = new LinkedHashMap<>();
    executors.forEach(executor -> places.put(executor, places.size()));
    Map<Lane, List<Entry>> lanes = new LinkedHashMap<>();
    model.log().entries().stream()
        .sorted(
            Comparator.<Entry>comparingInt(entry -> places.get(entry.process()))
                .thenComparingInt(entry -> entry.task().worker())
                .thenComparingLong(Entry::received))
        .forEach(
            entry -> {
              var lane = new Lane(places.get(entry.process()), entry.task().worker());
              lanes.computeIfAbsent(lane, any -> new ArrayList<>()).add(entry);
            });
    return lanes;
  }

  private ObjectNode lane(Lane lane, List<Entry> entries) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("executor", lane.executor()).put("worker", lane.worker());
    ArrayNode tasks = node.putArray("tasks");
    entries.forEach(entry -> tasks.add(task(entry)));
    return node;
  }

  private ArrayNode task(Entry entry) {
    TaskTimes times = entry.times();
    ArrayNode row = JsonNodeFactory.instance.arrayNode();
    row.add(entry.task().statement())
        .add(Rounded.micros(entry.received()))
        .add(Rounded.micros(times.read() - times.received()))
        .add(Rounded.micros(times.computing() - times.read()))
        .add(Rounded.micros(times.computed() - times.computing()))
        .add(Rounded.micros(times.written() - times.computed()))
        .add(Rounded.micros(entry.task().at() - times.written()))
        .add(entry.task().traffic().tilesRead())
        .add(entry.task().traffic().cached());
    for (long index : graph.indices(entry.task().task())) {
      row.add(index);
    }
    return row;
  }
}
