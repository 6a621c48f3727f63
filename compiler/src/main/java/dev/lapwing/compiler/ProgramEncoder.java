package dev.lapwing.compiler;

import dev.lapwing.lambdapack.Expr;
import dev.lapwing.lambdapack.Extent;
import dev.lapwing.lambdapack.Guard;
import dev.lapwing.lambdapack.Kernel;
import dev.lapwing.lambdapack.Kernels;
import dev.lapwing.lambdapack.Matrix;
import dev.lapwing.lambdapack.Node;
import dev.lapwing.lambdapack.Operand;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.Requirement;
import dev.lapwing.lambdapack.ScalarArgument;
import dev.lapwing.lambdapack.Size;

/** Writes a program as bytes; {@link ProgramDecoder} says in what form. */
final class ProgramEncoder {
  private final ByteWriter out = new ByteWriter();

  private ProgramEncoder() {}

  static byte[] encode(Program program) {
    ProgramEncoder encoder = new ProgramEncoder();
    encoder.program(program);
    return encoder.out.bytes();
  }

  private void program(Program program) {
    out.text(program.name());
    out.list(program.sizes(), this::size);
    out.list(program.parameters(), parameter -> out.text(parameter.name()));
    out.list(program.scalars(), out::text);
    out.list(program.requirements(), this::requirement);
    out.list(program.matrices(), this::matrix);
    out.list(program.body(), this::node);
  }

  private void size(Size size) {
    out.text(size.name());
    out.list(size.like().stream().toList(), out::text);
  }

  private void requirement(Requirement requirement) {
    guard(requirement.condition());
    out.text(requirement.reason());
  }

  private void matrix(Matrix matrix) {
    out.text(matrix.name());
    out.text(matrix.role().name());
    out.list(matrix.extents(), this::expr);
    extent(matrix.rows());
    extent(matrix.columns());
    out.text(matrix.structure().name());
    out.list(matrix.base().stream().toList(), out::text);
  }

  private void extent(Extent extent) {
    if (extent instanceof Extent.Along along) {
      out.tag('a');
      out.text(along.size().name());
      out.count(along.position());
    } else if (extent instanceof Extent.OfTile ofTile) {
      out.tag('t');
      out.text(ofTile.size().name());
      out.number(ofTile.tile());
    } else if (extent instanceof Extent.Whole whole) {
      out.tag('w');
      out.text(whole.size().name());
    } else if (extent instanceof Extent.Fixed fixed) {
      out.tag('f');
      out.number(fixed.length());
    } else if (extent instanceof Extent.Smaller smaller) {
      out.tag('s');
      extent(smaller.left());
      extent(smaller.right());
    }
  }

  private void node(Node node) {
    if (node instanceof Node.Loop loop) {
      out.tag('l');
      index(loop.index());
      expr(loop.from());
      expr(loop.to());
      expr(loop.step());
      out.list(loop.body(), this::node);
    } else if (node instanceof Node.When when) {
      out.tag('w');
      guard(when.guard());
      out.list(when.body(), this::node);
    } else if (node instanceof Node.Statement statement) {
      out.tag('s');
      statement(statement);
    }
  }

  private void statement(Node.Statement statement) {
    out.count(statement.number());
    out.list(statement.writes(), this::operand);
    kernel(statement.kernel());
    out.list(statement.reads(), this::operand);
    out.list(statement.scalars(), this::scalar);
    out.text(statement.source());
  }

  private void kernel(Kernel kernel) {
    if (!Kernels.byId(kernel.id()).equals(kernel)) {
      throw new IllegalStateException(
          "kernel " + kernel.id() + " is not the one of the catalogue; it cannot be encoded");
    }
    out.text(kernel.id());
  }

  private void operand(Operand operand) {
    if (operand instanceof Operand.TileRef tile) {
      out.tag('t');
      out.text(tile.matrix());
      out.list(tile.indices(), this::expr);
    } else if (operand instanceof Operand.TileRange range) {
      out.tag('r');
      out.text(range.matrix());
      out.list(range.indices(), this::expr);
      out.count(range.dimension());
      expr(range.from());
      expr(range.to());
    }
  }

  private void scalar(ScalarArgument scalar) {
    if (scalar instanceof ScalarArgument.Literal literal) {
      out.tag('l');
      out.real(literal.value());
    } else if (scalar instanceof ScalarArgument.Named named) {
      out.tag('n');
      out.text(named.name());
    } else if (scalar instanceof ScalarArgument.Computed computed) {
      out.tag('c');
      expr(computed.value());
    }
  }

  private void guard(Guard guard) {
    if (guard instanceof Guard.Comparison comparison) {
      out.tag('c');
      out.text(comparison.relation().name());
      expr(comparison.left());
      expr(comparison.right());
    } else if (guard instanceof Guard.And and) {
      out.tag('a');
      guard(and.left());
      guard(and.right());
    } else if (guard instanceof Guard.Or or) {
      out.tag('o');
      guard(or.left());
      guard(or.right());
    } else if (guard instanceof Guard.Not not) {
      out.tag('n');
      guard(not.operand());
    }
  }

  private void index(Expr.IndexValue index) {
    out.text(index.name());
    out.count(index.depth());
  }

  private void expr(Expr expr) {
    if (expr instanceof Expr.Constant constant) {
      out.tag('c');
      out.number(constant.value());
    } else if (expr instanceof Expr.TileCount count) {
      out.tag('t');
      out.text(count.size().name());
    } else if (expr instanceof Expr.ParameterValue value) {
      out.tag('p');
      out.text(value.parameter().name());
    } else if (expr instanceof Expr.IndexValue index) {
      out.tag('i');
      index(index);
    } else if (expr instanceof Expr.Power power) {
      out.tag('^');
      out.number(power.base());
      expr(power.exponent());
    } else if (expr instanceof Expr.CeilLog log) {
      out.tag('l');
      out.number(log.base());
      expr(log.operand());
    } else {
      out.tag(binaryTag(expr));
      SubExpressions.operands(expr).forEach(this::expr);
    }
  }

  private static char binaryTag(Expr expr) {
    if (expr instanceof Expr.Sum) {
      return '+';
    } else if (expr instanceof Expr.Difference) {
      return '-';
    } else if (expr instanceof Expr.Product) {
      return '*';
    } else if (expr instanceof Expr.FloorDiv) {
      return '/';
    } else if (expr instanceof Expr.Mod) {
      return '%';
    } else if (expr instanceof Expr.Min) {
      return 'm';
    }
    return 'M';
  }
}
