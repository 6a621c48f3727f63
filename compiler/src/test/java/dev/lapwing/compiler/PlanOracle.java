package dev.lapwing.compiler;

import dev.lapwing.compiler.Plan.CriticalPath;
import dev.lapwing.lambdapack.Extent;
import dev.lapwing.lambdapack.Matrix;
import dev.lapwing.lambdapack.Matrix.Role;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * What a plan must say, found by looking at every call and remembering every tile. Asks the task
 * graph alone, through its public face.
 */
final class PlanOracle {
  private final Program program;
  private final TaskGraph graph;
  private final int lookAhead;
  private final Map<Long, CriticalPath> paths = new HashMap<>();
  private final Map<Long, Long> depths = new HashMap<>();
  private final Map<Long, Integer> readersLeft = new HashMap<>();
  private final Map<String, Long> sums = new HashMap<>();
  private CriticalPath longest = new CriticalPath(0, 0);
  private long resident;
  private long peak;

  PlanOracle(Program program, TaskGraph graph, int lookAhead) {
    this.program = program;
    this.graph = graph;
    this.lookAhead = lookAhead;
    program.matrices().stream()
        .filter(m -> m.role() == Role.INPUT)
        .forEach(m -> resident += inputBytes(m));
    peak = resident;
    graph.forEachTask(task -> visit(graph.call(task)));
  }

  CriticalPath longest() {
    return longest;
  }

  long depth() {
    return depths.values().stream().mapToLong(Long::longValue).max().orElse(0);
  }

  long peak() {
    return peak;
  }

  /** A sum, or a maximum, of one class; zero if it has no tasks. */
  long of(int statement, String what) {
    return sums.getOrDefault(what + statement, 0L);
  }

  private void visit(TaskCall call) {
    int statement = graph.statement(call.task());
    CriticalPath before = new CriticalPath(0, 0);
    List<Long> parents = new ArrayList<>();
    graph.forEachParent(call.task(), (parent, edge) -> parents.add(parent));
    long depth = 1;
    for (long parent : parents) {
      before = longer(paths.get(parent), before);
      depth = Math.max(depth, depths.get(parent) + 1);
    }
    depths.put(call.task(), depth);
    CriticalPath path = new CriticalPath(before.tasks() + 1, before.flops() + call.flops());
    paths.put(call.task(), path);
    longest = longer(path, longest);
    traffic(statement, call);
    sums.merge("taskBytes" + statement, held(call), Math::max);
    store(call);
  }

  private static CriticalPath longer(CriticalPath a, CriticalPath b) {
    boolean longer = a.flops() > b.flops() || (a.flops() == b.flops() && a.tasks() > b.tasks());
    return longer ? a : b;
  }

  private void traffic(int statement, TaskCall call) {
    sums.merge("tasks" + statement, 1L, Long::sum);
    call.inputs().stream()
        .flatMapToLong(LongStream::of)
        .forEach(
            tile -> {
              sums.merge("tilesRead" + statement, 1L, Long::sum);
              sums.merge("bytesRead" + statement, bytes(tile), Long::sum);
            });
    for (long tile : call.outputs()) {
      if (isKept(tile)) {
        sums.merge("tilesWritten" + statement, 1L, Long::sum);
        sums.merge("bytesWritten" + statement, bytes(tile), Long::sum);
      }
    }
  }

  private boolean isKept(long tile) {
    return matrix(tile).role() != Role.SCRATCH || graph.readerCount(tile) > 0;
  }

  /** What {@link Plan} says that a task holds, operand by operand. */
  private long held(TaskCall call) {
    long held = created(call);
    for (int operand = 0; operand < call.inputs().size(); operand++) {
      long[] tiles = call.inputs().get(operand);
      boolean takenOver = operand == call.kernel().inPlace().orElse(-1) && overwrites(call);
      long largest = LongStream.of(tiles).map(this::bytes).max().orElse(0);
      held += largest * Math.min(tiles.length - (takenOver ? 1 : 0), lookAhead);
    }
    return held;
  }

  private long created(TaskCall call) {
    long created = 0;
    for (TaskCall.TileShape shape : call.shapes()) {
      created += (long) Double.BYTES * shape.rows() * shape.columns();
    }
    return created + workspace(call);
  }

  /**
   * LAPACK's, of the kernels that have any: b x n, or b x k; gemqrt may need another tile, and
   * tpqrt has two tiles of b rows and LAPACK's own workspace for 8 columns.
   */
  private long workspace(TaskCall call) {
    String kernel = call.kernel().name();
    if (kernel.equals("geqrt")) {
      return bytes(call.outputs()[2]);
    } else if (kernel.equals("tpqrt")) {
      long tile = call.outputs()[2];
      return Double.BYTES * (2 * rows(tile) + 8) * Math.max(8, columns(tile));
    } else if (call.kernel().options().contains("R") && kernel.matches("gemqrt|tpmqrt")) {
      long rows = call.shapes().get(0).rows();
      return Double.BYTES * rows * rows(call.inputs().get(1)[0]);
    } else if (kernel.equals("gemqrt") || kernel.equals("tpmqrt")) {
      long columns = call.shapes().get(0).columns();
      long block = rows(call.inputs().get(1)[0]);
      long reflectors = rows(call.inputs().get(0)[0]);
      boolean fits = kernel.equals("tpmqrt") || call.shapes().get(0).rows() == reflectors;
      return Double.BYTES * columns * (block + (fits ? 0 : reflectors));
    }
    return Double.BYTES * pivoting(call, kernel);
  }

  /** The rows of a tournament twice; the triangles that must be copied before they are used. */
  private long pivoting(TaskCall call, String kernel) {
    long m = call.shapes().get(0).rows();
    long n = call.shapes().get(0).columns();
    return switch (kernel) {
      case "tntpiv" -> 2 * n * LongStream.of(call.inputs().get(0)).map(this::rows).sum();
      case "getrf" -> n * n + (m > n ? 2 * m * n : 0);
      case "gessm" -> m * m;
      case "swptrsm" -> n * n;
      case "gbbrd", "sbtrd" -> (3 * m + 6) * rows(call.inputs().get(1)[0]);
      case "sytrd" -> (call.outputs().length == 1 ? m + 67 : 67) * m;
      case "ormtr" -> rows(call.inputs().get(1)[0]) * (rows(call.inputs().get(1)[0]) + n);
      case "gebrd" ->
          call.outputs().length == 1
              ? dense(rows(call.inputs().get(0)[0]), m)
              : (m + 33) * rows(call.inputs().get(0)[0]) + 85 * m;
      case "ormbr" ->
          call.inputs().size() == 2
              ? 16 * (n + 32 + 2 * m)
              : rows(call.inputs().get(1)[0]) * (rows(call.inputs().get(1)[0]) + n);
      case "bdsqr", "sterf" -> 6 * m;
      case "stedc" -> m * m + 9 * m + 8;
      case "bdsdc" -> (3 * m + 10) * m;
      default -> 0;
    };
  }

  /**
   * A matrix; three blocks of columns as wide as a band, and a band of thrice its width; squares.
   */
  private static long dense(long rows, long columns) {
    long band = Math.min(64, columns);
    return rows * columns + 3 * band * rows + 3 * band * columns + 2 * band * band;
  }

  private boolean overwrites(TaskCall call) {
    int operand = call.kernel().inPlace().orElse(-1);
    if (operand < 0 || call.inputs().get(operand).length == 0) {
      return false;
    }
    long tile = call.inputs().get(operand)[0];
    TaskCall.TileShape shape = call.shapes().get(0);
    return graph.readerCount(tile) == 1
        && rows(tile) == shape.rows()
        && columns(tile) == shape.columns()
        && call.inputs().stream().flatMapToLong(LongStream::of).filter(t -> t == tile).count() == 1;
  }

  private void store(TaskCall call) {
    boolean inPlace = overwrites(call);
    long target = inPlace ? call.inputs().get(call.kernel().inPlace().getAsInt())[0] : -1;
    boolean takenOver = inPlace && matrix(target).role() == Role.SCRATCH;
    peak = Math.max(peak, resident + created(call) - (takenOver ? bytes(target) : 0));
    for (long tile : call.outputs()) {
      readersLeft.put(tile, graph.readerCount(tile));
      resident += isKept(tile) ? bytes(tile) : 0;
    }
    for (long tile :
        new HashSet<>(call.inputs().stream().flatMapToLong(LongStream::of).boxed().toList())) {
      boolean last = readersLeft.merge(tile, -1, Integer::sum) == 0;
      resident -= last && matrix(tile).role() == Role.SCRATCH ? bytes(tile) : 0;
    }
  }

  private long inputBytes(Matrix matrix) {
    List<Long> extents = Unrolled.extents(matrix, graph.sizes());
    return inputBytes(matrix, extents, new ArrayList<>());
  }

  private long inputBytes(Matrix matrix, List<Long> extents, List<Long> indices) {
    if (indices.size() == extents.size()) {
      return bytes(
          graph.tile(matrix.name(), indices.stream().mapToLong(Long::longValue).toArray()));
    }
    long total = 0;
    for (long index = 0; index < extents.get(indices.size()); index++) {
      List<Long> longer = new ArrayList<>(indices);
      longer.add(index);
      total += inputBytes(matrix, extents, longer);
    }
    return total;
  }

  private long bytes(long tile) {
    return Double.BYTES * rows(tile) * columns(tile);
  }

  private long rows(long tile) {
    return length(matrix(tile).rows(), graph.address(tile).indices());
  }

  private long columns(long tile) {
    return length(matrix(tile).columns(), graph.address(tile).indices());
  }

  private Matrix matrix(long tile) {
    String name = graph.address(tile).matrix();
    return program.matrices().stream().filter(m -> m.name().equals(name)).findFirst().orElseThrow();
  }

  private long length(Extent extent, List<Long> indices) {
    if (extent instanceof Extent.Along along) {
      return partition(along.size().name()).length(indices.get(along.position()));
    } else if (extent instanceof Extent.OfTile one) {
      return partition(one.size().name()).length(one.tile());
    } else if (extent instanceof Extent.Whole whole) {
      return partition(whole.size().name()).elements();
    } else if (extent instanceof Extent.Smaller smaller) {
      return Math.min(length(smaller.left(), indices), length(smaller.right(), indices));
    }
    return ((Extent.Fixed) extent).length();
  }

  private Partition partition(String size) {
    return graph.sizes().partitions().get(size);
  }
}
