package dev.lapwing.cli.plan;

import dev.lapwing.compiler.CompiledProgram;
import dev.lapwing.compiler.TaskCall;
import dev.lapwing.compiler.TaskGraph;
import dev.lapwing.lambdapack.Node;
import dev.lapwing.lambdapack.Sizes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Walks over all tasks of a graph in the program's sequential order and adds up what they do.
 *
 * <p>The memory of a task is what an executor holds while it runs it: all single inputs, the part
 * of every range that is read ahead, and the outputs, the first of which overwrites an input if the
 * kernel can.
 */
public final class PlanWalk {
  /** The tile of a range that is computed with, and those that are read ahead of it. */
  private static final int RANGE_WINDOW = 3;

  private static final long MOST_TASKS_WITH_PATH = 10_000_000;

  private final CompiledProgram program;
  private final TaskGraph graph;
  private final TileBytes bytes;
  private final Map<Integer, Tally> classes = new TreeMap<>();

  private PlanWalk(CompiledProgram program, Sizes sizes) {
    this.program = program;
    this.graph = program.at(sizes);
    this.bytes = new TileBytes(program.program(), graph);
  }

  /** The plan of a program at some sizes; takes a microsecond or a few for each task. */
  public static Plan plan(CompiledProgram program, Sizes sizes) {
    return new PlanWalk(program, sizes).walk();
  }

  private Plan walk() {
    boolean withPath = graph.taskCount() <= MOST_TASKS_WITH_PATH;
    LongestPath path = new LongestPath(graph);
    Residence residence = new Residence(program.program(), graph, bytes);
    graph.forEachTask(
        task -> {
          TaskCall call = graph.call(task);
          classes.computeIfAbsent(graph.statement(task), Tally::new).add(call, bytes);
          residence.visit(call);
          if (withPath) {
            path.visit(task, call.flops());
          }
        });
    return new Plan(
        program.program().name(),
        classes.values().stream().map(this::cost).toList(),
        withPath ? Optional.of(path.longest()) : Optional.empty(),
        residence.peak());
  }

  private ClassCost cost(Tally tally) {
    Node.Statement statement = find(tally.statement, program.program().body()).orElseThrow();
    return tally.cost(statement.kernel().id(), statement.source());
  }

  private static Optional<Node.Statement> find(int number, List<Node> body) {
    return body.stream()
        .flatMap(
            node -> {
              if (node instanceof Node.Loop loop) {
                return find(number, loop.body()).stream();
              } else if (node instanceof Node.When when) {
                return find(number, when.body()).stream();
              }
              Node.Statement statement = (Node.Statement) node;
              return statement.number() == number
                  ? Optional.of(statement).stream()
                  : Optional.<Node.Statement>empty().stream();
            })
        .findFirst();
  }

  /** The sums of one task class. */
  private static final class Tally {
    private final int statement;
    private long tasks;
    private double flops;
    private long tilesRead;
    private long bytesRead;
    private long tilesWritten;
    private long bytesWritten;
    private long taskBytes;

    Tally(int statement) {
      this.statement = statement;
    }

    void add(TaskCall call, TileBytes bytes) {
      tasks++;
      flops += call.flops();
      long held = 0;
      for (long[] operand : call.inputs()) {
        held += read(operand, bytes);
      }
      for (int output = 0; output < call.outputs().length; output++) {
        long written = bytes.of(call.outputs()[output]);
        tilesWritten++;
        bytesWritten += written;
        held += output == 0 && overwrites(call) ? 0 : written;
      }
      taskBytes = Math.max(taskBytes, held);
    }

    /** Counts the tiles of one operand and returns what is held of them at once. */
    private long read(long[] operand, TileBytes bytes) {
      long largest = 0;
      for (long tile : operand) {
        long size = bytes.of(tile);
        bytesRead += size;
        largest = Math.max(largest, size);
      }
      tilesRead += operand.length;
      return largest * Math.min(operand.length, RANGE_WINDOW);
    }

    private static boolean overwrites(TaskCall call) {
      return call.kernel().inPlace().isPresent()
          && call.inputs().get(call.kernel().inPlace().getAsInt()).length > 0;
    }

    ClassCost cost(String kernel, String source) {
      return new ClassCost(
          statement,
          kernel,
          source,
          tasks,
          flops,
          tilesRead,
          bytesRead,
          tilesWritten,
          bytesWritten,
          taskBytes);
    }
  }
}
