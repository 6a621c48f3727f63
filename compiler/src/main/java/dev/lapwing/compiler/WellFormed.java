package dev.lapwing.compiler;

import dev.lapwing.lambdapack.Expr;
import dev.lapwing.lambdapack.Extent;
import dev.lapwing.lambdapack.Guard;
import dev.lapwing.lambdapack.Kernel;
import dev.lapwing.lambdapack.Matrix;
import dev.lapwing.lambdapack.Node;
import dev.lapwing.lambdapack.Operand;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.ScalarArgument;
import dev.lapwing.lambdapack.Size;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks what can be checked of a program without any sizes: names, arities, scopes. */
final class WellFormed {
  private static final int MOST_VARIABLES = 62;

  private final Program program;
  private final Map<String, Matrix> matrices = new LinkedHashMap<>();
  private final List<Violation> violations = new ArrayList<>();
  private final List<Expr.IndexValue> scope = new ArrayList<>();
  private int statements;
  private int deepest;

  private WellFormed(Program program) {
    this.program = program;
  }

  static void check(Program program) {
    WellFormed check = new WellFormed(program);
    check.names();
    program.sizes().forEach(check::likeness);
    program.matrices().forEach(check::declare);
    program.matrices().forEach(check::matrix);
    program.requirements().forEach(r -> check.guard("a requirement", r.condition()));
    program.body().forEach(check::node);
    check.variables();
    if (!check.violations.isEmpty()) {
      throw new ProgramRejected(program.name(), check.violations);
    }
  }

  private void report(String where, String what) {
    violations.add(new Violation.Malformed(where, what));
  }

  private void names() {
    Set<String> names = new HashSet<>();
    List<String> all = new ArrayList<>();
    program.sizes().forEach(size -> all.add(size.name()));
    program.parameters().forEach(parameter -> all.add(parameter.name()));
    all.addAll(program.scalars());
    all.stream()
        .filter(name -> !names.add(name))
        .forEach(name -> report("name " + name, "stands for two sizes, parameters or scalars"));
  }

  private void likeness(Size size) {
    List<String> earlier =
        program.sizes().stream()
            .map(Size::name)
            .takeWhile(name -> !name.equals(size.name()))
            .toList();
    size.like()
        .filter(other -> !earlier.contains(other))
        .ifPresent(
            other ->
                report(
                    "size " + size.name(),
                    "is cut like " + other + ", which is not declared before it"));
  }

  private void declare(Matrix matrix) {
    if (matrices.put(matrix.name(), matrix) != null) {
      report("matrix " + matrix.name(), "is declared twice");
    }
  }

  private void variables() {
    int rank = matrices.values().stream().mapToInt(Matrix::rank).max().orElse(0);
    if (deepest + rank > MOST_VARIABLES) {
      report(
          "program " + program.name(),
          "loops nested %d deep and tiles with %d indices are more than the %d variables supported"
              .formatted(deepest, rank, MOST_VARIABLES));
    }
  }

  private void matrix(Matrix matrix) {
    String where = "matrix " + matrix.name();
    matrix.extents().forEach(e -> expr(where, e));
    extent(where, matrix, matrix.rows());
    extent(where, matrix, matrix.columns());
    matrix.base().ifPresent(base -> base(where, matrix, base));
    if (matrix.structure() != Matrix.Structure.FULL && matrix.rank() != 2) {
      report(where, "only a matrix with two tile indices can be triangular");
    }
  }

  private void base(String where, Matrix matrix, String base) {
    Matrix found = matrices.get(base);
    if (found == null) {
      report(where, "its base " + base + " does not exist; matrices: " + matrices.keySet());
    } else if (found.rank() + 1 != matrix.rank()) {
      report(
          where,
          "has %d indices but its base %s has %d; a version matrix has one more"
              .formatted(matrix.rank(), base, found.rank()));
    } else if (!matrix.rows().equals(shifted(found.rows()))
        || !matrix.columns().equals(shifted(found.columns()))) {
      report(where, "its tiles do not have the shapes of those of its base " + base);
    }
  }

  /** An extent of a base as an extent of its version matrix, which has one more index in front. */
  private static Extent shifted(Extent extent) {
    if (extent instanceof Extent.Along along) {
      return new Extent.Along(along.size(), along.position() + 1);
    } else if (extent instanceof Extent.Smaller smaller) {
      return new Extent.Smaller(shifted(smaller.left()), shifted(smaller.right()));
    }
    return extent;
  }

  private void extent(String where, Matrix matrix, Extent extent) {
    if (extent instanceof Extent.Along along) {
      size(where, along.size());
      if (along.position() < 0 || along.position() >= matrix.rank()) {
        report(where, "has no tile index number " + along.position());
      }
    } else if (extent instanceof Extent.OfTile ofTile) {
      size(where, ofTile.size());
    } else if (extent instanceof Extent.Whole whole) {
      size(where, whole.size());
    } else if (extent instanceof Extent.Smaller smaller) {
      extent(where, matrix, smaller.left());
      extent(where, matrix, smaller.right());
    }
  }

  private void size(String where, Size size) {
    if (!program.sizes().contains(size)) {
      report(where, "size " + size.name() + " is not declared; sizes: " + program.sizes());
    }
  }

  private void node(Node node) {
    if (node instanceof Node.Loop loop) {
      loop(loop);
    } else if (node instanceof Node.When when) {
      guard("a guard", when.guard());
      when.body().forEach(this::node);
    } else {
      statement((Node.Statement) node);
    }
  }

  private void loop(Node.Loop loop) {
    String where = "loop " + loop.index().name();
    expr(where, loop.from());
    expr(where, loop.to());
    expr(where, loop.step());
    if (loop.index().depth() != scope.size()) {
      report(where, "stands at depth %d but says %d".formatted(scope.size(), loop.index().depth()));
    }
    if (scope.stream().anyMatch(outer -> outer.name().equals(loop.index().name()))) {
      report(where, "stands inside another loop over " + loop.index().name());
    }
    scope.add(loop.index());
    deepest = Math.max(deepest, scope.size());
    loop.body().forEach(this::node);
    scope.remove(scope.size() - 1);
  }

  private void statement(Node.Statement statement) {
    Kernel kernel = statement.kernel();
    String where = kernel.name() + " at " + statement.source();
    if (statement.number() != statements++) {
      report(where, "is statement " + (statements - 1) + " but says " + statement.number());
    }
    arity(where, "inputs", kernel.inputs().size(), statement.reads().size());
    arity(where, "outputs", kernel.outputs().size(), statement.writes().size());
    arity(where, "scalar arguments", kernel.scalars(), statement.scalars().size());
    statement.writes().forEach(w -> operand(where, w));
    for (int r = 0; r < statement.reads().size(); r++) {
      operand(where, statement.reads().get(r));
      if (statement.reads().get(r) instanceof Operand.TileRange
          && r < kernel.rangeable().size()
          && !kernel.rangeable().get(r)) {
        report(where, "input %d of %s cannot be a range of tiles".formatted(r, kernel.id()));
      }
    }
    if (statement.writes().isEmpty()) {
      report(where, "writes no tile");
    }
    statement.scalars().forEach(s -> scalar(where, s));
  }

  private void arity(String where, String what, int wanted, int given) {
    if (wanted != given) {
      report(where, "takes %d %s, not %d".formatted(wanted, what, given));
    }
  }

  private void scalar(String where, ScalarArgument scalar) {
    if (scalar instanceof ScalarArgument.Computed computed) {
      expr(where, computed.value());
    } else if (scalar instanceof ScalarArgument.Named named
        && !program.scalars().contains(named.name())) {
      report(where, "scalar " + named.name() + " is not declared");
    }
  }

  private void operand(String where, Operand operand) {
    List<Expr> indices;
    if (operand instanceof Operand.TileRange range) {
      indices = range.indices();
      expr(where, range.from());
      expr(where, range.to());
      if (range.dimension() < 0 || range.dimension() >= indices.size()) {
        report(where, "a range runs along index " + range.dimension() + ", which does not exist");
      }
    } else {
      indices = ((Operand.TileRef) operand).indices();
    }
    indices.forEach(i -> expr(where, i));
    Matrix matrix = matrices.get(operand.matrix());
    if (matrix == null) {
      report(where, "there is no matrix " + operand.matrix() + "; only " + matrices.keySet());
    } else if (matrix.rank() != indices.size()) {
      report(
          where,
          "a tile of %s has %d indices, not %d"
              .formatted(operand.matrix(), matrix.rank(), indices.size()));
    }
  }

  private void guard(String where, Guard guard) {
    if (guard instanceof Guard.Comparison c) {
      expr(where, c.left());
      expr(where, c.right());
    } else if (guard instanceof Guard.And and) {
      guard(where, and.left());
      guard(where, and.right());
    } else if (guard instanceof Guard.Or or) {
      guard(where, or.left());
      guard(where, or.right());
    } else {
      guard(where, ((Guard.Not) guard).operand());
    }
  }

  private void expr(String where, Expr expr) {
    for (Expr leaf : leaves(expr)) {
      if (leaf instanceof Expr.TileCount count) {
        size(where, count.size());
      } else if (leaf instanceof Expr.ParameterValue p
          && !program.parameters().contains(p.parameter())) {
        report(where, "parameter " + p.parameter().name() + " is not declared");
      } else if (leaf instanceof Expr.IndexValue index && !scope.contains(index)) {
        report(where, "index " + index.name() + " is used outside its loop");
      } else if (leaf instanceof Expr.Power p && p.base() < 2) {
        report(where, "a power needs a base of at least 2, not " + p.base());
      } else if (leaf instanceof Expr.CeilLog l && l.base() < 2) {
        report(where, "a logarithm needs a base of at least 2, not " + l.base());
      }
    }
  }

  private static Set<Expr> leaves(Expr expr) {
    Set<Expr> found = new HashSet<>();
    SubExpressions.forEach(expr, found::add);
    return found;
  }
}
