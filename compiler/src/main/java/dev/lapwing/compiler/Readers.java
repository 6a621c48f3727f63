package dev.lapwing.compiler;

import dev.lapwing.compiler.TaskGraph.EdgeVisitor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the readers of tiles, each once.
 *
 * <p>A task may read several tiles of one writer, or one tile through several operands. It is
 * reported through the first of them only: a solution is dropped when an earlier position of the
 * same reader holds one of the tiles in question. The operands that could hold one (the rivals of
 * an operand) are few and known in advance.
 */
final class Readers {

  /** A way to read the tiles of a matrix: directly, or as version 0 with zeros before the index. */
  record Route(ReadSlot slot, int leadingZeros) {

    /** Puts the indices of a tile into the tile slots. */
    void ask(Coordinates tile, int rank, long[] env, int firstTileSlot) {
      Arrays.fill(env, firstTileSlot, firstTileSlot + leadingZeros, 0);
      System.arraycopy(tile.index, 0, env, firstTileSlot + leadingZeros, rank);
    }
  }

  private final TileSpace tiles;
  private final int firstTileSlot;
  private final int variables;
  private final Route[][] routes;
  private final ReadSlot[][][] rivals;
  private final ReadSlot[][] rivalsForTile;

  Readers(TileSpace tiles, BoundStatement[] statements, List<ReadSlot> slots, int firstTileSlot) {
    this.tiles = tiles;
    this.firstTileSlot = firstTileSlot;
    this.variables = firstTileSlot + tiles.greatestRank();
    routes = new Route[tiles.matrixCount()][];
    for (int m = 0; m < routes.length; m++) {
      routes[m] = routes(m, slots);
    }
    rivals = new ReadSlot[statements.length][slots.size()][];
    for (BoundStatement writer : statements) {
      slots.forEach(s -> rivals[writer.number()][s.number()] = rivals(writer, s, slots));
    }
    rivalsForTile =
        slots.stream()
            .map(s -> slots.stream().filter(r -> isBefore(r, s)).toArray(ReadSlot[]::new))
            .toArray(ReadSlot[][]::new);
  }

  private Route[] routes(int matrix, List<ReadSlot> slots) {
    List<Route> found = new ArrayList<>();
    for (ReadSlot slot : slots) {
      int zeros = tiles.leadingZeros(slot.reference().matrix(), matrix);
      if (zeros >= 0) {
        found.add(new Route(slot, zeros));
      }
    }
    return found.toArray(Route[]::new);
  }

  private ReadSlot[] rivals(BoundStatement writer, ReadSlot slot, List<ReadSlot> slots) {
    boolean several = writer.writes().length > 1 && slot.reference().isRange();
    return slots.stream()
        .filter(r -> isBefore(r, slot) || (several && r.number() == slot.number()))
        .filter(r -> Arrays.stream(writer.writes()).anyMatch(w -> mayRead(r, w)))
        .toArray(ReadSlot[]::new);
  }

  /** The ways to read the tiles of a matrix, those of one statement beside each other. */
  Route[] routes(int matrix) {
    return routes[matrix];
  }

  private static boolean isBefore(ReadSlot rival, ReadSlot slot) {
    return rival.statement().number() == slot.statement().number()
        && rival.operand() < slot.operand();
  }

  private boolean mayRead(ReadSlot slot, Reference written) {
    return tiles.leadingZeros(slot.reference().matrix(), written.matrix()) >= 0;
  }

  /** Visits the readers of the outputs of a task. */
  void forEachChild(BoundStatement writer, long task, EdgeVisitor visitor) {
    search(writer, task, visitor, false);
  }

  boolean hasChild(BoundStatement writer, long task) {
    return search(writer, task, (child, edge) -> {}, true);
  }

  private boolean search(BoundStatement writer, long task, EdgeVisitor visitor, boolean any) {
    long[] env = new long[variables];
    writer.unpack(task, env);
    Coordinates[] outputs = writer.outputs(env);
    Search search = new Search(outputs, rivals[writer.number()], visitor, any);
    for (Coordinates output : outputs) {
      if (search.run(output, env)) {
        return true;
      }
    }
    return false;
  }

  void forEachReader(Coordinates tile, EdgeVisitor visitor) {
    Coordinates[] wanted = {tile};
    new Search(wanted, rivalsForTile, visitor, false).run(tile, new long[variables]);
  }

  /**
   * Whether a reader holds one of some tiles at a position before {@code position}, in one of the
   * given operands.
   */
  static boolean isReadBefore(
      long position, ReadSlot[] operands, Coordinates[] tiles, long[] reader) {
    for (ReadSlot operand : operands) {
      for (Coordinates tile : tiles) {
        long found = operand.find(reader, tile);
        if (found >= 0 && found < position) {
          return true;
        }
      }
    }
    return false;
  }

  /** The operands through which the reader of a slot may read a writer's tiles before the slot. */
  ReadSlot[] rivals(BoundStatement writer, int slot) {
    return rivals[writer.number()][slot];
  }

  /** One search, used by one thread. */
  private final class Search implements BoundStep.Visitor {
    private final Coordinates[] wanted;
    private final ReadSlot[][] rivals;
    private final EdgeVisitor visitor;
    private final boolean any;
    private ReadSlot slot;

    Search(Coordinates[] wanted, ReadSlot[][] rivals, EdgeVisitor visitor, boolean any) {
      this.wanted = wanted;
      this.rivals = rivals;
      this.visitor = visitor;
      this.any = any;
    }

    boolean run(Coordinates tile, long[] env) {
      int rank = tiles.matrix(tile.matrix).rank();
      for (Route route : routes[tile.matrix]) {
        slot = route.slot();
        route.ask(tile, rank, env, firstTileSlot);
        if (slot.query().run(env, this)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public boolean visit(long[] env) {
      if (any) {
        return true;
      }
      long position = slot.position(env, firstTileSlot);
      if (!isReadBefore(position, rivals[slot.number()], wanted, env)) {
        visitor.visit(slot.statement().task(env), Math.toIntExact(position));
      }
      return false;
    }
  }
}
