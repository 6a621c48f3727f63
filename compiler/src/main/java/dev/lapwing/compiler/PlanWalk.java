package dev.lapwing.compiler;

import dev.lapwing.compiler.LiveTiles.LiveTile;
import dev.lapwing.compiler.Plan.CriticalPath;
import dev.lapwing.compiler.Plan.TaskClass;
import java.util.Arrays;
import java.util.List;

/**
 * Walks over all tasks of a graph in the program's sequential order, in which every writer comes
 * before its readers, and adds up what they do. For every tile that will still be read it knows how
 * often, and the longest chains of tasks that end with its writer.
 */
final class PlanWalk {
  private final QueryTaskGraph graph;
  private final ClassTotals[] classes;
  private final PlannedTask task;
  private final LiveTiles live = new LiveTiles();
  private long number;
  private CriticalPath path = CriticalPath.NONE;
  private long depth;
  private CriticalPath longestPath = CriticalPath.NONE;
  private long greatestDepth;
  private long outputTiles;
  private long outputBytes;
  private long residentBytes;
  private long peakBytes;

  PlanWalk(QueryTaskGraph graph, int lookAhead) {
    this.graph = graph;
    this.task = new PlannedTask(graph, lookAhead);
    this.classes =
        Arrays.stream(graph.tasks().statements()).map(ClassTotals::new).toArray(ClassTotals[]::new);
  }

  Plan plan() {
    if (graph.hasMoreTasksThan(Plan.MOST_TASKS)) {
      throw new IllegalArgumentException(
          "program %s has more than %,d tasks at %s: too many to look at one by one; use larger tiles"
              .formatted(graph.program(), Plan.MOST_TASKS, SizesText.of(graph.sizes())));
    }
    residentBytes = inputBytes();
    peakBytes = residentBytes;
    graph.walk(this::visit);
    return new Plan(
        graph.program(), graph.sizes(), sums(), longestPath, greatestDepth, peakBytes, least());
  }

  /** Some task of each class as a class of its own. */
  List<TaskClass> samples() {
    for (BoundStatement statement : graph.tasks().statements()) {
      graph.visitAny(statement, this::visit);
    }
    return sums();
  }

  private List<TaskClass> sums() {
    return Arrays.stream(classes).filter(c -> !c.isEmpty()).map(ClassTotals::sum).toList();
  }

  private long inputBytes() {
    TileSpace tiles = graph.tiles();
    long[] elements = {0};
    for (int m = 0; m < tiles.matrixCount(); m++) {
      if (tiles.isInput(m)) {
        tiles.forEach(m, tile -> elements[0] += graph.calls().elements(tile));
      }
    }
    return Math.multiplyExact(Double.BYTES, elements[0]);
  }

  private Plan.Least least() {
    TileSpace tiles = graph.tiles();
    long[] read = {0, 0};
    for (int m = 0; m < tiles.matrixCount(); m++) {
      if (tiles.isInput(m)) {
        tiles.forEach(
            m,
            tile -> {
              if (graph.readerCount(tiles.pack(tile)) > 0) {
                read[0]++;
                read[1] += Double.BYTES * graph.calls().elements(tile);
              }
            });
      }
    }
    return new Plan.Least(read[0], read[1], outputTiles, outputBytes);
  }

  private void visit(BoundStatement statement, long[] env) {
    ClassTotals totals = classes[statement.number()];
    task.load(statement, env);
    number++;
    int target = task.target();
    LiveTile overwritten = target == PlannedTask.NO_TILE ? null : live.find(inputName(target));
    boolean overwrites = task.overwrites(readers(target, overwritten));
    long takenOver = overwrites && overwritten != null ? overwritten.scratchBytes() : 0;
    peakBytes = Math.max(peakBytes, residentBytes + task.newBytes() - takenOver);
    totals.add(task, task.bytes(overwrites));
    read();
    for (int output = 0; output < task.outputs().size(); output++) {
      write(output, totals);
    }
  }

  private long inputName(int position) {
    return task.inputs().name(position);
  }

  private int readers(int target, LiveTile known) {
    if (target == PlannedTask.NO_TILE) {
      return 0;
    }
    return known == null ? graph.readerCount(inputName(target)) : known.readers();
  }

  /** Counts the readings of all inputs, and continues the longest chains that end with them. */
  private void read() {
    CriticalPath before = CriticalPath.NONE;
    depth = 1;
    for (int k = 0; k < task.inputs().size(); k++) {
      LiveTile tile = live.find(inputName(k));
      if (tile != null) {
        before = tile.path().isLongerThan(before) ? tile.path() : before;
        depth = Math.max(depth, tile.depth() + 1);
        residentBytes -= live.readBy(number, tile) ? tile.scratchBytes() : 0;
      }
    }
    path = before.then(task.flops());
    longestPath = path.isLongerThan(longestPath) ? path : longestPath;
    greatestDepth = Math.max(greatestDepth, depth);
  }

  /** Keeps an output, unless it is scratch that nobody reads. */
  private void write(int output, ClassTotals totals) {
    long name = task.outputs().name(output);
    long bytes = task.outputs().bytes(output);
    boolean scratch = graph.tiles().isScratch(graph.tiles().matrixOf(name));
    int readers = graph.readerCount(name);
    if (readers > 0) {
      live.add(new LiveTile(name, bytes, scratch, path, depth, readers));
    }
    if (!scratch) {
      outputTiles++;
      outputBytes = Math.addExact(outputBytes, bytes);
    }
    if (readers > 0 || !scratch) {
      totals.addWritten(bytes);
      residentBytes = Math.addExact(residentBytes, bytes);
    }
  }
}
