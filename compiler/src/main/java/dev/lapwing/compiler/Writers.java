package dev.lapwing.compiler;

import dev.lapwing.compiler.TaskGraph.EdgeVisitor;
import java.util.List;

/** Finds the writers of tiles, and with them the parents of tasks. */
final class Writers {
  static final long NONE = -1;

  private static final BoundStep.Visitor FIRST = env -> true;

  private final TileSpace tiles;
  private final TaskSpace tasks;
  private final Readers readers;
  private final ReadSlot[][] slotsOf;
  private final WriteSlot[][] writersOf;
  private final int firstTileSlot;

  Writers(
      TileSpace tiles,
      TaskSpace tasks,
      Readers readers,
      List<List<ReadSlot>> slotsOf,
      List<WriteSlot> slots,
      int firstTileSlot) {
    this.tiles = tiles;
    this.tasks = tasks;
    this.readers = readers;
    this.slotsOf = slotsOf.stream().map(s -> s.toArray(ReadSlot[]::new)).toArray(ReadSlot[][]::new);
    this.firstTileSlot = firstTileSlot;
    writersOf = new WriteSlot[tiles.matrixCount()][];
    for (int m = 0; m < writersOf.length; m++) {
      int matrix = m;
      writersOf[m] =
          slots.stream()
              .filter(s -> s.statement().writes()[s.output()].matrix() == matrix)
              .toArray(WriteSlot[]::new);
    }
  }

  /** Whether any tile of a matrix, or of a base that its version 0 stands for, has a writer. */
  boolean isWritten(int matrix) {
    for (int m = matrix; m >= 0; m = tiles.base(m)) {
      if (writersOf[m].length > 0) {
        return true;
      }
    }
    return false;
  }

  /** The task that writes a tile, whose indices are then at the start of {@code env}; or -1. */
  long writer(Coordinates tile, long[] env) {
    for (WriteSlot slot : writersOf[tile.matrix]) {
      System.arraycopy(tile.index, 0, env, firstTileSlot, tiles.matrix(tile.matrix).rank());
      if (slot.query().run(env, FIRST)) {
        return slot.statement().task(env);
      }
    }
    return NONE;
  }

  long[] newVariables() {
    return new long[firstTileSlot + tiles.greatestRank()];
  }

  /** Visits the writers of what a task reads, each once; returns their number. */
  int forEachParent(BoundStatement reader, long task, EdgeVisitor visitor) {
    return new ParentSearch(reader, task, visitor).run();
  }

  /** One search, used by one thread. */
  private final class ParentSearch {
    private final BoundStatement reader;
    private final EdgeVisitor visitor;
    private final long[] env = newVariables();
    private final long[] writerEnv = newVariables();
    private final Coordinates tile = new Coordinates(tiles.greatestRank());
    private long position;
    private int parents;

    ParentSearch(BoundStatement reader, long task, EdgeVisitor visitor) {
      this.reader = reader;
      this.visitor = visitor;
      reader.unpack(task, env);
    }

    int run() {
      for (ReadSlot slot : slotsOf[reader.number()]) {
        Reference reference = slot.reference();
        long length = reference.length(env);
        if (isWritten(reference.matrix())) {
          for (long p = 0; p < length; p++) {
            reference.tile(env, p, tile);
            visitWriter(slot, position + p);
          }
        }
        position += length;
      }
      return parents;
    }

    private void visitWriter(ReadSlot slot, long at) {
      long parent = writer(tile, writerEnv);
      if (parent != NONE && !isKnown(parent, slot, at)) {
        parents++;
        visitor.visit(parent, Math.toIntExact(at));
      }
    }

    /** Whether the same writer was met at an earlier position. */
    private boolean isKnown(long parent, ReadSlot slot, long at) {
      BoundStatement writer = tasks.statementOf(parent);
      ReadSlot[] rivals = readers.rivals(writer, slot.number());
      return rivals.length > 0 && Readers.isReadBefore(at, rivals, writer.outputs(writerEnv), env);
    }
  }
}
