package dev.lapwing.compiler;

import static dev.lapwing.compiler.Ast.TILES;
import static dev.lapwing.compiler.Ast.constant;
import static dev.lapwing.compiler.Ast.less;
import static dev.lapwing.compiler.Ast.plus;
import static dev.lapwing.compiler.Ast.pow2;
import static dev.lapwing.compiler.Ast.times;

import dev.lapwing.lambdapack.Expr;
import dev.lapwing.lambdapack.Guard;
import dev.lapwing.lambdapack.Matrix;
import dev.lapwing.lambdapack.Node;
import dev.lapwing.lambdapack.Operand;
import dev.lapwing.lambdapack.Program;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Writes random programs. Every statement writes tiles that its loop indices determine one to one,
 * and reads what earlier statements wrote, at expressions in its own indices that a guard keeps
 * within the writer's iterations: so the programs are valid. With {@code careless}, guards are left
 * out and indices repeated now and then, so that many are not.
 */
final class RandomProgram {
  private static final int EXTENT = 24;

  /** A statement that others may read from. */
  private record Source(String matrix, Nest nest, List<Expr> tile) {}

  private final Random random;
  private final boolean careless;
  private final List<Matrix> matrices = new ArrayList<>();
  private final List<Source> sources = new ArrayList<>();
  private final List<Node> body = new ArrayList<>();
  private int statements;

  private RandomProgram(Random random, boolean careless) {
    this.random = random;
    this.careless = careless;
  }

  static Program valid(Random random) {
    return new RandomProgram(random, false).write();
  }

  static Program careless(Random random) {
    return new RandomProgram(random, true).write();
  }

  private Program write() {
    Expr wide = constant(EXTENT);
    matrices.add(Ast.matrix("A", Matrix.Role.INPUT, wide));
    matrices.add(Ast.matrix("B", Matrix.Role.INPUT, wide, wide));
    int nests = 2 + random.nextInt(3);
    for (int k = 0; k < nests; k++) {
      if (random.nextInt(4) == 0) {
        updates();
      } else {
        statement();
      }
    }
    return Ast.program("random", matrices, body.toArray(Node[]::new));
  }

  // ---- loops -------------------------------------------------------------------------------

  private Nest nest(int leastDepth) {
    int depth = leastDepth + random.nextInt(4 - leastDepth);
    List<Node.Loop> loops = new ArrayList<>();
    for (int d = 0; d < depth; d++) {
      Expr.IndexValue index = Ast.index("ijk".substring(d, d + 1), d);
      loops.add(new Node.Loop(index, from(loops), to(loops), step(loops), List.of()));
    }
    Nest nest = new Nest(loops, List.of());
    return random.nextInt(3) == 0 ? nest.with(guard(nest.indices())) : nest;
  }

  private Expr from(List<Node.Loop> outer) {
    return choose(
        () -> constant(0),
        () -> constant(0),
        () -> constant(random.nextInt(3)),
        () -> outerIndex(outer),
        () -> plus(outerIndex(outer), 1),
        () -> new Expr.FloorDiv(outerIndex(outer), constant(2)),
        () -> new Expr.Max(outerIndex(outer), constant(2)));
  }

  private Expr to(List<Node.Loop> outer) {
    return choose(
        () -> TILES,
        () -> TILES,
        () -> constant(1 + random.nextInt(3)),
        () -> plus(outerIndex(outer), 1 + random.nextInt(2)),
        () -> new Expr.Difference(TILES, outerIndex(outer)),
        () -> new Expr.Min(TILES, plus(outerIndex(outer), 2)),
        () -> new Expr.FloorDiv(plus(TILES, 2), constant(2)),
        () -> plus(new Expr.CeilLog(2, TILES), 1),
        () -> new Expr.Max(new Expr.FloorDiv(TILES, constant(3)), outerIndex(outer)));
  }

  private Expr step(List<Node.Loop> outer) {
    return choose(
        () -> constant(1),
        () -> constant(1),
        () -> constant(1),
        () -> constant(1),
        () -> constant(2 + random.nextInt(2)),
        () -> outer.isEmpty() ? constant(1) : pow2(outerIndex(outer)),
        () -> plus(outerIndex(outer), 1));
  }

  private Expr outerIndex(List<Node.Loop> outer) {
    return outer.isEmpty() ? constant(0) : outer.get(random.nextInt(outer.size())).index();
  }

  private Guard guard(List<Expr> indices) {
    Expr left = expression(indices);
    Expr right = expression(indices);
    Guard one = less(left, right);
    return this.<Guard>choose(
        () -> one,
        () -> new Guard.Not(one),
        () -> new Guard.Comparison(left, Guard.Relation.NOT_EQUAL, right),
        () -> new Guard.Or(one, less(any(indices), constant(2))),
        () ->
            new Guard.And(
                new Guard.Comparison(left, Guard.Relation.LESS_OR_EQUAL, right),
                less(any(indices), constant(5))),
        () -> new Guard.Not(new Guard.And(one, less(any(indices), constant(2)))));
  }

  private Expr expression(List<Expr> indices) {
    return choose(
        () -> any(indices),
        () -> any(indices),
        () -> plus(any(indices), random.nextInt(5) - 2),
        () -> plus(any(indices), any(indices)),
        () -> plus(times(any(indices), 1 + random.nextInt(3)), any(indices)),
        () -> new Expr.Difference(any(indices), any(indices)),
        () -> new Expr.Difference(plus(TILES, -1), any(indices)),
        () -> new Expr.FloorDiv(any(indices), constant(2)),
        () -> new Expr.FloorDiv(plus(any(indices), any(indices)), constant(3)),
        () -> new Expr.Mod(any(indices), constant(2 + random.nextInt(2))),
        () -> new Expr.Product(any(indices), any(indices)),
        () -> new Expr.Min(any(indices), plus(any(indices), 1)),
        () -> new Expr.Max(any(indices), constant(1)),
        () -> pow2(new Expr.Min(new Expr.Max(any(indices), constant(0)), constant(3))),
        () -> plus(any(indices), pow2(new Expr.Mod(any(indices), constant(3)))),
        () -> new Expr.CeilLog(2, any(indices)),
        () -> constant(random.nextInt(3)));
  }

  private Expr any(List<Expr> indices) {
    return indices.isEmpty() ? constant(1) : indices.get(random.nextInt(indices.size()));
  }

  // ---- statements --------------------------------------------------------------------------

  /** A nest with one or two statements, each writing a matrix of its own. */
  private void statement() {
    Nest nest = nest(0);
    String name = "X" + matrices.size();
    List<Expr> tile = oneToOne(nest);
    nest = keptInside(nest, tile);
    List<Operand> reads = new ArrayList<>();
    nest = reads(nest, reads);
    boolean twins = random.nextInt(3) == 0;
    List<Operand.TileRef> writes = new ArrayList<>();
    matrices.add(scratch(name, tile.size()));
    writes.add(new Operand.TileRef(name, tile));
    if (twins) {
      matrices.add(scratch(name + "b", tile.size()));
      writes.add(new Operand.TileRef(name + "b", tile));
    }
    body.add(
        nest.around(
            List.of(
                Ast.call(statements++, writes, "f" + statements, reads.toArray(Operand[]::new)))));
    for (Operand.TileRef write : writes) {
      sources.add(new Source(write.matrix(), nest, tile));
    }
  }

  /** A loop over the versions of an input, each iteration reading the version before. */
  private void updates() {
    Expr versions = choose(() -> TILES, () -> constant(3));
    Expr.IndexValue v = Ast.index("v", 0);
    Nest inner = nest(1);
    int depth = Math.min(2, inner.depth());
    List<Node.Loop> loops = new ArrayList<>();
    loops.add(new Node.Loop(v, constant(0), versions, constant(1), List.of()));
    List<Expr> deeper = new ArrayList<>();
    for (int d = 0; d < depth; d++) {
      deeper.add(Ast.index("ijk".substring(d, d + 1), d + 1));
    }
    Substitution down = new Substitution(deeper);
    for (Node.Loop l : inner.loops().subList(0, depth)) {
      loops.add(
          new Node.Loop(
              (Expr.IndexValue) down.in(l.index()),
              down.in(l.from()),
              down.in(l.to()),
              down.in(l.step()),
              List.of()));
    }
    Nest nest = new Nest(loops, List.of());
    List<Expr> tile = List.copyOf(deeper);
    nest = keptInside(nest, tile);
    String name = "S" + matrices.size();
    Expr wide = constant(EXTENT);
    List<Expr> extents = new ArrayList<>(Collections.nCopies(depth + 1, wide));
    matrices.add(Ast.versions(name, depth == 1 ? "A" : "B", extents.toArray(Expr[]::new)));
    List<Operand> reads = new ArrayList<>();
    reads.add(new Operand.TileRef(name, with(v, tile)));
    Nest plain = nest;
    if (random.nextBoolean()) {
      List<Expr> other = values(depth, plain.indices());
      for (Guard guard : plain.holdsFor(with(v, other))) {
        nest = guarded(nest, guard);
      }
      reads.add(new Operand.TileRef(name, with(v, other)));
      nest = plain.equals(nest) ? nest : plainOrSelf(plain, nest, reads);
    }
    body.add(
        nest.around(
            List.of(
                Ast.call(
                    statements++,
                    List.of(new Operand.TileRef(name, with(plus(v, 1), tile))),
                    "f" + statements,
                    reads.toArray(Operand[]::new)))));
    sources.add(new Source(name, nest, with(plus(v, 1), tile)));
  }

  /**
   * A guard on the second read would also leave tiles unwritten that the next version reads: then
   * the read goes to the input, which has all tiles.
   */
  private Nest plainOrSelf(Nest plain, Nest guarded, List<Operand> reads) {
    if (careless) {
      return guarded;
    }
    Operand.TileRef second = (Operand.TileRef) reads.remove(1);
    List<Expr> inside = new ArrayList<>();
    for (Expr e : second.indices().subList(1, second.indices().size())) {
      inside.add(new Expr.Mod(e, constant(EXTENT)));
    }
    reads.add(new Operand.TileRef(second.matrix(), with(constant(0), inside)));
    return plain;
  }

  private static List<Expr> with(Expr first, List<Expr> rest) {
    List<Expr> all = new ArrayList<>();
    all.add(first);
    all.addAll(rest);
    return all;
  }

  private Matrix scratch(String name, int rank) {
    return Ast.matrix(
        name,
        Matrix.Role.SCRATCH,
        Collections.nCopies(rank, constant(EXTENT)).toArray(Expr[]::new));
  }

  /** Indices that determine the iteration: permuted, shifted, skewed, stretched. */
  private List<Expr> oneToOne(Nest nest) {
    List<Expr> tile = new ArrayList<>(nest.indices());
    Collections.shuffle(tile, random);
    if (careless && random.nextInt(4) == 0 && !tile.isEmpty()) {
      tile.set(0, new Expr.FloorDiv(tile.get(0), constant(2)));
    }
    for (int d = 0; d < tile.size(); d++) {
      Expr own = tile.get(d);
      Expr other = tile.get((d + 1) % tile.size());
      boolean last = d == tile.size() - 1;
      tile.set(
          d,
          choose(
              () -> own,
              () -> own,
              () -> plus(own, random.nextInt(3)),
              () -> plus(times(own, 2), random.nextInt(2)),
              () -> last ? own : plus(own, other)));
    }
    if (tile.size() == 2 && random.nextInt(5) == 0) {
      Expr row = nest.index(0);
      return List.of(plus(times(row, EXTENT), nest.index(1)), constant(0)).subList(0, 1);
    }
    return tile.isEmpty() ? List.of(constant(random.nextInt(3))) : tile;
  }

  private static Nest keptInside(Nest nest, List<Expr> tile) {
    Nest kept = nest;
    for (Expr index : tile) {
      kept = kept.with(Nest.inside(index, constant(0), constant(EXTENT)));
    }
    return kept;
  }

  // ---- reads -------------------------------------------------------------------------------

  private Nest reads(Nest nest, List<Operand> reads) {
    Nest guarded = nest;
    int count = 1 + random.nextInt(3);
    for (int r = 0; r < count; r++) {
      guarded =
          sources.isEmpty() || random.nextInt(5) == 0
              ? input(guarded, reads)
              : produced(guarded, sources.get(random.nextInt(sources.size())), reads);
    }
    return guarded;
  }

  private Nest input(Nest nest, List<Operand> reads) {
    Expr index = new Expr.Mod(expression(nest.indices()), constant(EXTENT));
    reads.add(Ast.tile("A", index));
    return nest;
  }

  private Nest produced(Nest nest, Source source, List<Operand> reads) {
    List<Expr> values = values(source.nest().depth(), nest.indices());
    int rangeable = rangeable(source);
    List<Expr> tile = new Substitution(values).in(source.tile());
    Nest guarded = nest;
    List<Guard> guards = source.nest().holdsFor(values);
    boolean hasRange = reads.stream().anyMatch(r -> r instanceof Operand.TileRange);
    if (rangeable >= 0 && (careless || !hasRange) && random.nextInt(2) == 0) {
      return range(nest, source, values, rangeable, reads);
    }
    for (Guard guard : guards) {
      guarded = guarded(guarded, guard);
    }
    reads.add(new Operand.TileRef(source.matrix(), tile));
    return guarded;
  }

  private Nest guarded(Nest nest, Guard guard) {
    return careless && random.nextInt(12) == 0 ? nest : nest.with(guard);
  }

  private List<Expr> values(int count, List<Expr> indices) {
    List<Expr> values = new ArrayList<>();
    for (int d = 0; d < count; d++) {
      boolean same = d < indices.size() && random.nextBoolean();
      values.add(same ? indices.get(d) : expression(indices));
    }
    return values;
  }

  /** The dimension of a tile index that is a loop index on which nothing else depends, or -1. */
  private static int rangeable(Source source) {
    Nest nest = source.nest();
    for (int d = 0; d < source.tile().size(); d++) {
      if (source.tile().get(d) instanceof Expr.IndexValue index
          && index.depth() == nest.depth() - 1
          && nest.loops().get(index.depth()).step().equals(constant(1))) {
        long others = 0;
        for (int e = 0; e < source.tile().size(); e++) {
          others |= e == d ? 0 : Slots.mentioned(source.tile().get(e));
        }
        for (Guard guard : nest.guards()) {
          boolean own = guard.equals(Nest.inside(index, constant(0), constant(EXTENT)));
          others |= own ? 0 : Slots.mentioned(guard);
        }
        if (!Slots.contains(others, index.depth())) {
          return d;
        }
      }
    }
    return -1;
  }

  private Nest range(
      Nest nest, Source source, List<Expr> values, int dimension, List<Operand> reads) {
    Node.Loop last = source.nest().loops().get(source.nest().depth() - 1);
    Substitution at = new Substitution(values);
    Expr from = new Expr.Max(at.in(last.from()), expression(nest.indices()));
    Expr to =
        new Expr.Min(
            new Expr.Min(at.in(last.to()), constant(EXTENT)), plus(expression(nest.indices()), 3));
    List<Expr> first = new ArrayList<>(values);
    first.set(last.index().depth(), from);
    Nest outer = new Nest(source.nest().loops().subList(0, last.index().depth()), List.of());
    Nest guarded = nest;
    for (Guard guard : outer.holdsFor(values)) {
      guarded = guarded(guarded, guard);
    }
    for (Guard guard : source.nest().guards()) {
      if (!Slots.contains(Slots.mentioned(guard), last.index().depth())) {
        guarded = guarded(guarded, at.in(guard));
      }
    }
    Expr nothing = new Expr.Max(from, to);
    List<Expr> indices = new ArrayList<>(new Substitution(first).in(source.tile()));
    reads.add(new Operand.TileRange(source.matrix(), indices, dimension, from, nothing));
    return guarded;
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  private <T> T choose(Supplier<T>... choices) {
    return choices[random.nextInt(choices.length)].get();
  }
}
