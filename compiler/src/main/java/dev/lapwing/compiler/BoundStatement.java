package dev.lapwing.compiler;

import dev.lapwing.lambdapack.Node;
import dev.lapwing.lambdapack.Operand;
import java.util.List;

/** A statement at given sizes: its tiles, its tasks and their names. */
final class BoundStatement {
  private final Node.Statement source;
  private final Domain domain;
  private final Reference[] reads;
  private final Reference[] writes;
  private final TileSpace tiles;
  private final TaskBox box;
  private final long offset;
  private final Condition[] conditions;
  private final int[] rangesBefore;

  BoundStatement(Domain domain, TileSpace tiles, Specializer at, TaskBox box, long offset) {
    this.source = domain.statement();
    this.domain = domain;
    this.reads = references(source.reads(), tiles, at);
    this.writes = references(source.writes(), tiles, at);
    this.tiles = tiles;
    this.box = box;
    this.offset = offset;
    this.conditions = domain.constraints().stream().map(at::condition).toArray(Condition[]::new);
    this.rangesBefore = new int[reads.length];
    for (int r = 1; r < reads.length; r++) {
      rangesBefore[r] = rangesBefore[r - 1] + (reads[r - 1].isRange() ? 1 : 0);
    }
  }

  private static Reference[] references(
      List<? extends Operand> operands, TileSpace tiles, Specializer at) {
    return operands.stream().map(o -> Reference.of(o, tiles, at)).toArray(Reference[]::new);
  }

  Node.Statement source() {
    return source;
  }

  int number() {
    return source.number();
  }

  Domain domain() {
    return domain;
  }

  int depth() {
    return domain.loops().size();
  }

  Reference[] reads() {
    return reads;
  }

  Reference[] writes() {
    return writes;
  }

  /** The position of the first tile of an operand among everything that a task reads. */
  long positionOf(int operand, long[] env) {
    if (rangesBefore[operand] == 0) {
      return operand;
    }
    long position = 0;
    for (int r = 0; r < operand; r++) {
      position += reads[r].length(env);
    }
    return position;
  }

  /** The tiles that a task writes. */
  Coordinates[] outputs(long[] env) {
    Coordinates[] outputs = new Coordinates[writes.length];
    for (int w = 0; w < writes.length; w++) {
      outputs[w] = new Coordinates(tiles.greatestRank());
      writes[w].tile(env, 0, outputs[w]);
    }
    return outputs;
  }

  /** Whether loop indices are those of a task. */
  boolean isTask(long[] indices) {
    try {
      for (Condition condition : conditions) {
        if (!condition.holds(indices)) {
          return false;
        }
      }
    } catch (Undefined outsideTheDomain) {
      return false;
    }
    return box.contains(indices);
  }

  long offset() {
    return offset;
  }

  /** The name of the task at the loop indices in {@code env}. */
  long task(long[] env) {
    return offset + box.pack(env);
  }

  /** Puts the loop indices of a task into {@code env}. */
  void unpack(long task, long[] env) {
    box.unpack(task - offset, env);
  }
}
