package dev.lapwing.cli.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lapwing.RunSummary;
import dev.lapwing.RunTrace;
import dev.lapwing.compiler.Plan;
import dev.lapwing.compiler.TaskGraph;
import dev.lapwing.executor.RunEvent.ExecutorStarted;
import dev.lapwing.executor.RunEvent.RunEnded;
import dev.lapwing.executor.cost.PriceList;
import dev.lapwing.lambdapack.Node;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.state.StoreCounters;
import dev.lapwing.state.aws.RequestCount;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All figures of a report: what was planned beside what was recorded. */
final class Figures {
  private final RunTrace trace;
  private final TaskGraph graph;
  private final TraceModel model;
  private final Optional<Plan> plan;
  private final PriceList prices;

  Figures(
      RunTrace trace, TaskGraph graph, TraceModel model, Optional<Plan> plan, PriceList prices) {
    this.trace = trace;
    this.graph = graph;
    this.model = model;
    this.plan = plan;
    this.prices = prices;
  }

  ObjectNode json() {
    ObjectNode figures = JsonNodeFactory.instance.objectNode();
    figures.set("run", run());
    figures.set("classes", classes());
    figures.set("executors", executors());
    figures.set("traffic", traffic());
    figures.set("requests", requests());
    new CostFigures(model, plan, trace.scaling(), prices)
        .json()
        .ifPresent(cost -> figures.set("cost", cost));
    figures.set("trouble", trouble());
    return figures;
  }

  private ObjectNode run() {
    RunSummary run = trace.run();
    ObjectNode node = object();
    node.put("id", run.id()).put("program", run.program()).put("status", run.status().name());
    run.failure().ifPresent(failure -> node.put("failure", failure.getMessage()));
    node.set("sizes", sizes());
    node.put("tasks", graph.taskCount()).put("recorded", model.log().seen());
    double flops = 0;
    for (Node.Statement statement : trace.statements()) {
      flops += model.work(statement.number()).flops;
    }
    double seconds = Rounded.seconds(model.endNanos());
    node.put("flops", flops).put("seconds", seconds);
    node.put("gflops", seconds > 0 ? flops / seconds / 1e9 : 0);
    node.put("executors", model.executors().size());
    node.put("threads", threads());
    ArrayNode kernels = node.putArray("kernels");
    model.executors().stream()
        .flatMap(executor -> executor.executor().stream())
        .map(ExecutorStarted::kernels)
        .distinct()
        .forEach(kernels::add);
    return node;
  }

  private int threads() {
    return model.executors().stream()
        .flatMap(executor -> executor.executor().stream())
        .mapToInt(ExecutorStarted::threads)
        .sum();
  }

  private ObjectNode sizes() {
    ObjectNode node = object();
    new TreeMap<>(graph.sizes().partitions()).forEach((name, cut) -> node.set(name, size(cut)));
    return node;
  }

  private static ObjectNode size(Partition cut) {
    return object()
        .put("length", cut.elements())
        .put("tile", Math.min(cut.tile(), cut.elements()))
        .put("tiles", cut.tiles());
  }

  private ArrayNode classes() {
    ArrayNode classes = array();
    for (Node.Statement statement : trace.statements()) {
      TraceModel.ClassWork work = model.work(statement.number());
      classes
          .addObject()
          .put("statement", statement.number())
          .put("kernel", statement.kernel().id())
          .put("source", statement.source())
          .put("tasks", graph.taskCount(statement.number()))
          .put("recorded", work.tasks)
          .put("flops", work.flops)
          .put("readSeconds", Rounded.seconds(work.read))
          .put("waitSeconds", Rounded.seconds(work.waited))
          .put("computeSeconds", Rounded.seconds(work.computed))
          .put("writeSeconds", Rounded.seconds(work.wrote))
          .put("tellSeconds", Rounded.seconds(work.told));
    }
    return classes;
  }

  private ArrayNode executors() {
    ArrayNode executors = array();
    for (ProcessTrace process : model.executors()) {
      StoreCounters moved = process.moved();
      int threads = process.executor().map(ExecutorStarted::threads).orElse(1);
      ObjectNode node =
          executors
              .addObject()
              .put("name", process.name())
              .put("threads", threads)
              .put("start", Rounded.seconds(process.offsetNanos()))
              .put("seconds", Rounded.seconds(process.stayNanos()))
              .put("tasks", process.tasks())
              .put("busy", busy(process, threads))
              .put("bytesRead", moved.bytesRead())
              .put("bytesWritten", moved.bytesWritten())
              .put("peakTileBytes", process.counted().map(sums -> sums.peakTileBytes()).orElse(0L))
              .put("lost", process.lost());
      process.coldStartNanos().ifPresent(nanos -> node.put("coldStart", Rounded.seconds(nanos)));
      process.ended().ifPresent(end -> node.put("left", left(end)));
    }
    return executors;
  }

  private static double busy(ProcessTrace process, int threads) {
    double time = (double) process.stayNanos() * threads;
    return time > 0 ? Rounded.to3(process.computeNanos() / time) : 0;
  }

  private static String left(RunEnded end) {
    return end.reason().isEmpty() ? "run " + end.status() : end.reason();
  }

  private ObjectNode traffic() {
    StoreCounters moved =
        model.processes().stream()
            .map(ProcessTrace::moved)
            .reduce(StoreCounters.ZERO, StoreCounters::plus);
    ObjectNode node = object();
    node.putObject("counted")
        .put("tilesRead", moved.reads())
        .put("bytesRead", moved.bytesRead())
        .put("tilesWritten", moved.writes())
        .put("bytesWritten", moved.bytesWritten())
        .put("deletes", moved.deletes());
    node.put("cached", model.cached()).put("notCached", model.tilesRead());
    plan.ifPresent(
        known -> {
          Plan.Least least = known.least();
          node.putObject("least")
              .put("tilesRead", least.tilesRead())
              .put("bytesRead", least.bytesRead())
              .put("tilesWritten", least.tilesWritten())
              .put("bytesWritten", least.bytesWritten());
          node.putObject("operands")
              .put("tilesRead", known.tilesRead())
              .put("bytesRead", known.bytesRead())
              .put("tilesWritten", known.tilesWritten())
              .put("bytesWritten", known.bytesWritten());
        });
    return node;
  }

  private ArrayNode requests() {
    Map<String, RequestCount> sums = model.requests();
    ArrayNode requests = array();
    sums.forEach(
        (operation, count) ->
            requests
                .addObject()
                .put("operation", operation)
                .put("requests", count.requests())
                .put("retries", count.retries())
                .put("bytesSent", count.bytesSent())
                .put("bytesReceived", count.bytesReceived())
                .put("perTask", Rounded.to3(count.requests() / tasksAtLeastOne())));
    return requests;
  }

  private double tasksAtLeastOne() {
    return Math.max(1, graph.taskCount());
  }

  private ObjectNode trouble() {
    ObjectNode node = object();
    long skipped = 0;
    long duplicates = 0;
    long retries = 0;
    long returned = 0;
    long lost = 0;
    ArrayNode silent = node.putArray("silent");
    for (ProcessTrace process : model.processes()) {
      if (process.counted().isPresent()) {
        var sums = process.counted().get();
        skipped += sums.skipped();
        duplicates += sums.duplicates();
        retries += sums.retries();
        returned += sums.returned();
      }
      lost += process.lost();
      if (process.ended().isEmpty()) {
        silent.add(process.name());
      }
    }
    node.put("skipped", skipped).put("duplicates", duplicates);
    node.put("retries", retries).put("returned", returned).put("lost", lost);
    node.put("missing", Math.max(0, graph.taskCount() - model.log().seen()));
    ArrayNode list = node.putArray("list");
    for (TraceModel.Trouble trouble : model.troubles()) {
      list.addObject()
          .put("at", Rounded.seconds(trouble.inRun()))
          .put("executor", trouble.process().name())
          .put("task", graph.describeTask(trouble.task()))
          .put("what", trouble.what());
    }
    return node;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }
}
