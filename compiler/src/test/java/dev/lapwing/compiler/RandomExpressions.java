package dev.lapwing.compiler;

import static dev.lapwing.compiler.Ast.constant;
import static dev.lapwing.compiler.Ast.less;
import static dev.lapwing.compiler.Ast.plus;
import static dev.lapwing.compiler.Ast.pow2;
import static dev.lapwing.compiler.Ast.times;

import dev.lapwing.lambdapack.Expr;
import dev.lapwing.lambdapack.Guard;
import dev.lapwing.lambdapack.Node;
import dev.lapwing.lambdapack.Parameter;
import dev.lapwing.lambdapack.Size;
import java.util.ArrayList;
import java.util.List;

/** Makes index expressions, guards and loops, over several sizes and perhaps a parameter. */
final class RandomExpressions {
  private static final List<String> SIZES = List.of("n", "m", "k");
  private static final int DEEPEST = 3;

  private final Decisions decisions;
  private final List<Size> sizes;
  private final List<Parameter> parameters;

  RandomExpressions(Decisions decisions) {
    this.decisions = decisions;
    this.sizes =
        SIZES.subList(0, 1 + decisions.below(SIZES.size())).stream().map(Size::new).toList();
    this.parameters = decisions.oneIn(3) ? List.of(new Parameter("c")) : List.of();
  }

  List<Size> sizes() {
    return sizes;
  }

  List<Parameter> parameters() {
    return parameters;
  }

  /** The number of tiles along some size. */
  Expr tiles() {
    return new Expr.TileCount(decisions.oneOf(sizes));
  }

  /** A small number that is not zero: a constant, or one more than the parameter. */
  private Expr factor() {
    Expr constant = constant(1 + decisions.below(3));
    return parameters.isEmpty() || !decisions.oneIn(2)
        ? constant
        : plus(new Expr.ParameterValue(parameters.get(0)), 1);
  }

  // ---- loops -------------------------------------------------------------------------------

  Nest nest(int leastDepth) {
    int depth = leastDepth + decisions.below(DEEPEST + 1 - leastDepth);
    List<Node.Loop> loops = new ArrayList<>();
    for (int d = 0; d < depth; d++) {
      Expr.IndexValue index = Ast.index("ijk".substring(d, d + 1), d);
      loops.add(new Node.Loop(index, from(loops), to(loops), step(loops), List.of()));
    }
    Nest nest = new Nest(loops, List.of());
    return decisions.oneIn(3) ? nest.with(guard(nest.indices())) : nest;
  }

  private Expr from(List<Node.Loop> outer) {
    return decisions.choose(
        () -> constant(0),
        () -> constant(0),
        () -> constant(decisions.below(3)),
        () -> outerIndex(outer),
        () -> plus(outerIndex(outer), 1),
        () -> new Expr.FloorDiv(outerIndex(outer), constant(2)),
        () -> new Expr.Max(outerIndex(outer), constant(2)));
  }

  private Expr to(List<Node.Loop> outer) {
    return decisions.choose(
        this::tiles,
        this::tiles,
        () -> constant(1 + decisions.below(3)),
        () -> plus(outerIndex(outer), 1 + decisions.below(2)),
        () -> new Expr.Difference(tiles(), outerIndex(outer)),
        () -> new Expr.Min(tiles(), plus(outerIndex(outer), 2)),
        () -> new Expr.Min(tiles(), tiles()),
        () -> new Expr.FloorDiv(plus(tiles(), 2), factor()),
        () -> plus(new Expr.CeilLog(2, tiles()), 1),
        () -> new Expr.Max(new Expr.FloorDiv(tiles(), constant(3)), outerIndex(outer)));
  }

  private Expr step(List<Node.Loop> outer) {
    return decisions.choose(
        () -> constant(1),
        () -> constant(1),
        () -> constant(1),
        () -> constant(1),
        this::factor,
        () -> outer.isEmpty() ? constant(1) : pow2(outerIndex(outer)),
        () -> plus(outerIndex(outer), 1));
  }

  private Expr outerIndex(List<Node.Loop> outer) {
    return outer.isEmpty() ? constant(0) : decisions.oneOf(outer).index();
  }

  // ---- expressions and guards --------------------------------------------------------------

  Guard guard(List<Expr> indices) {
    Expr left = expression(indices);
    Expr right = expression(indices);
    Guard one = less(left, right);
    return decisions.<Guard>choose(
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

  Expr expression(List<Expr> indices) {
    return decisions.choose(
        () -> any(indices),
        () -> any(indices),
        () -> plus(any(indices), shift()),
        () -> plus(any(indices), any(indices)),
        () -> plus(new Expr.Product(any(indices), factor()), any(indices)),
        () -> new Expr.Difference(any(indices), any(indices)),
        () -> new Expr.Difference(plus(tiles(), -1), any(indices)),
        () -> new Expr.FloorDiv(any(indices), constant(2)),
        () -> new Expr.FloorDiv(plus(any(indices), any(indices)), factor()),
        () -> new Expr.Mod(any(indices), constant(2 + decisions.below(2))),
        () -> new Expr.Product(any(indices), any(indices)),
        () -> new Expr.Min(any(indices), plus(any(indices), 1)),
        () -> new Expr.Max(any(indices), constant(1)),
        () -> pow2(new Expr.Min(new Expr.Max(any(indices), constant(0)), constant(3))),
        () -> plus(any(indices), pow2(new Expr.Mod(any(indices), constant(3)))),
        () -> new Expr.CeilLog(2, any(indices)),
        () -> constant(decisions.below(3)));
  }

  /** Between -2 and 2. */
  private long shift() {
    int k = decisions.below(5);
    return k <= 2 ? k : 2 - k;
  }

  private Expr any(List<Expr> indices) {
    return indices.isEmpty() ? constant(1) : decisions.oneOf(indices);
  }

  /** Indices that determine the iteration: permuted, shifted, skewed, stretched. */
  List<Expr> oneToOne(Nest nest, boolean careless, int extent) {
    List<Expr> tile = decisions.permuted(nest.indices());
    if (careless && !tile.isEmpty() && decisions.oneIn(4)) {
      tile.set(0, new Expr.FloorDiv(tile.get(0), constant(2)));
    }
    if (tile.size() == 2 && decisions.oneIn(5)) {
      return List.of(plus(times(nest.index(0), extent), nest.index(1)));
    }
    for (int d = 0; d < tile.size(); d++) {
      Expr own = tile.get(d);
      Expr other = tile.get((d + 1) % tile.size());
      boolean last = d == tile.size() - 1;
      tile.set(
          d,
          decisions.choose(
              () -> own,
              () -> own,
              () -> plus(own, decisions.below(3)),
              () -> plus(new Expr.Product(own, factor()), decisions.below(2)),
              () -> last ? own : plus(own, other)));
    }
    return tile.isEmpty() ? List.of(constant(decisions.below(3))) : tile;
  }
}
