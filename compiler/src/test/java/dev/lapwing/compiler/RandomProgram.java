package dev.lapwing.compiler;

import static dev.lapwing.compiler.Ast.constant;
import static dev.lapwing.compiler.Ast.plus;

import dev.lapwing.lambdapack.Expr;
import dev.lapwing.lambdapack.Guard;
import dev.lapwing.lambdapack.Matrix;
import dev.lapwing.lambdapack.Node;
import dev.lapwing.lambdapack.Operand;
import dev.lapwing.lambdapack.Program;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Writes programs from a list of decisions, over one to three independent sizes and perhaps a
 * parameter. Every statement writes tiles that its loop indices determine one to one, and reads
 * what earlier statements wrote, at expressions in its own indices that a guard keeps within the
 * writer's iterations: so the programs are valid. With {@code careless}, guards are left out and
 * indices repeated now and then, so that many are not.
 */
final class RandomProgram {
  private static final int EXTENT = 24;

  /** A statement that others may read from. */
  private record Source(String matrix, Nest nest, List<Expr> tile) {}

  private final Decisions decisions;
  private final RandomExpressions expressions;
  private final boolean careless;
  private final List<Matrix> matrices = new ArrayList<>();
  private final List<Source> sources = new ArrayList<>();
  private final List<Node> body = new ArrayList<>();
  private int statements;

  private RandomProgram(Decisions decisions, boolean careless) {
    this.decisions = decisions;
    this.expressions = new RandomExpressions(decisions);
    this.careless = careless;
  }

  static Program valid(List<Integer> decisions) {
    return new RandomProgram(new Decisions(decisions), false).write();
  }

  static Program careless(List<Integer> decisions) {
    return new RandomProgram(new Decisions(decisions), true).write();
  }

  private Program write() {
    Expr wide = constant(EXTENT);
    matrices.add(Ast.matrix("A", Matrix.Role.INPUT, wide));
    matrices.add(Ast.matrix("B", Matrix.Role.INPUT, wide, wide));
    int nests = 2 + decisions.below(4);
    for (int k = 0; k < nests; k++) {
      if (decisions.oneIn(4)) {
        updates();
      } else {
        statement();
      }
    }
    return new Program(
        "random",
        expressions.sizes(),
        expressions.parameters(),
        List.of(),
        List.of(),
        matrices,
        body);
  }

  // ---- statements --------------------------------------------------------------------------

  /** A nest with one or two statements, each writing a matrix of its own. */
  private void statement() {
    Nest nest = expressions.nest(0);
    String name = "X" + matrices.size();
    List<Expr> tile = expressions.oneToOne(nest, careless, EXTENT);
    nest = keptInside(nest, tile);
    List<Operand> reads = new ArrayList<>();
    nest = reads(nest, reads);
    boolean twins = decisions.oneIn(3);
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
    Expr versions = decisions.choose(expressions::tiles, () -> constant(3));
    Expr.IndexValue v = Ast.index("v", 0);
    Nest inner = expressions.nest(1);
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
    if (decisions.oneIn(2)) {
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
    int count = 1 + decisions.below(3);
    for (int r = 0; r < count; r++) {
      guarded =
          sources.isEmpty() || decisions.oneIn(5)
              ? input(guarded, reads)
              : produced(guarded, decisions.oneOf(sources), reads);
    }
    return guarded;
  }

  private Nest input(Nest nest, List<Operand> reads) {
    Expr index = new Expr.Mod(expressions.expression(nest.indices()), constant(EXTENT));
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
    if (rangeable >= 0 && (careless || !hasRange) && decisions.oneIn(2)) {
      return range(nest, source, values, rangeable, reads);
    }
    for (Guard guard : guards) {
      guarded = guarded(guarded, guard);
    }
    reads.add(new Operand.TileRef(source.matrix(), tile));
    return guarded;
  }

  private Nest guarded(Nest nest, Guard guard) {
    return careless && decisions.oneIn(9) ? nest : nest.with(guard);
  }

  private List<Expr> values(int count, List<Expr> indices) {
    List<Expr> values = new ArrayList<>();
    for (int d = 0; d < count; d++) {
      boolean same = d < indices.size() && !decisions.oneIn(2);
      values.add(same ? indices.get(d) : expressions.expression(indices));
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
    Expr from = new Expr.Max(at.in(last.from()), expressions.expression(nest.indices()));
    Expr to =
        new Expr.Min(
            new Expr.Min(at.in(last.to()), constant(EXTENT)),
            plus(expressions.expression(nest.indices()), 3));
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
}
