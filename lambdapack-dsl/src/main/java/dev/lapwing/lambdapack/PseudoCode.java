package dev.lapwing.lambdapack;

import java.util.List;
import java.util.stream.Collectors;

/** A program as text: its declarations, then loops, guards and kernel calls, one a line. */
public final class PseudoCode {

  private final StringBuilder text = new StringBuilder();

  private PseudoCode() {}

  /** The program's text; every line ends with a newline. */
  public static String of(Program program) {
    PseudoCode code = new PseudoCode();
    code.header(program);
    program.requirements().forEach(code::requirement);
    program.matrices().forEach(code::matrix);
    program.body().forEach(node -> code.node(1, node));
    return code.text.toString();
  }

  /** One statement on one line, without its loops: {@code L[i, i] = potrf(S[i, i, i])}. */
  public static String of(Node.Statement statement) {
    String reads = statement.reads().stream().map(Operand::text).collect(Collectors.joining(", "));
    String scalars =
        statement.scalars().stream().map(ScalarArgument::text).collect(Collectors.joining(", "));
    String between = reads.isEmpty() || scalars.isEmpty() ? "" : "; ";
    String writes =
        statement.writes().stream().map(Operand::text).collect(Collectors.joining(", "));
    return writes + " = " + statement.kernel().id() + "(" + reads + between + scalars + ")";
  }

  private void header(Program program) {
    line(0, "program " + program.name());
    declare("size", program.sizes().stream().map(PseudoCode::text).toList());
    declare("parameter", program.parameters().stream().map(Parameter::name).toList());
    declare("scalar", program.scalars());
  }

  private static String text(Size size) {
    return size.name() + size.like().map(other -> " cut like " + other).orElse("");
  }

  private void declare(String kind, List<String> names) {
    if (!names.isEmpty()) {
      line(1, kind + " " + String.join(", ", names));
    }
  }

  private void requirement(Requirement requirement) {
    line(1, "require " + requirement.condition().text());
  }

  private void matrix(Matrix matrix) {
    String extents =
        matrix.extents().stream().map(Expr::text).collect(Collectors.joining(", ", "[", "]"));
    String tile = text(matrix.rows()) + " x " + text(matrix.columns());
    line(1, role(matrix) + " " + matrix.name() + extents + " of " + tile + remark(matrix));
  }

  private static String role(Matrix matrix) {
    return switch (matrix.role()) {
      case INPUT -> "input";
      case OUTPUT -> "output";
      case SCRATCH -> "scratch";
    };
  }

  private static String remark(Matrix matrix) {
    String structure =
        switch (matrix.structure()) {
          case FULL -> "";
          case LOWER -> ", lower triangular";
          case UPPER -> ", upper triangular";
        };
    return structure + matrix.base().map(base -> ", versions of " + base).orElse("");
  }

  /**
   * {@code m(0)} is as long as the tile of m whose number is index 0, {@code m[0]} as tile 0, and
   * {@code m[:]} as all of m.
   */
  private static String text(Extent extent) {
    if (extent instanceof Extent.Along along) {
      return along.size().name() + "(" + along.position() + ")";
    } else if (extent instanceof Extent.OfTile tile) {
      return tile.size().name() + "[" + tile.tile() + "]";
    } else if (extent instanceof Extent.Whole whole) {
      return whole.size().name() + "[:]";
    } else if (extent instanceof Extent.Fixed fixed) {
      return Long.toString(fixed.length());
    } else if (extent instanceof Extent.Smaller smaller) {
      return "min(" + text(smaller.left()) + ", " + text(smaller.right()) + ")";
    }
    throw new AssertionError("no notation for " + extent.getClass());
  }

  private void node(int depth, Node node) {
    if (node instanceof Node.Loop loop) {
      line(depth, loopHead(loop));
      loop.body().forEach(child -> node(depth + 1, child));
    } else if (node instanceof Node.When when) {
      line(depth, "when " + when.guard().text());
      when.body().forEach(child -> node(depth + 1, child));
    } else if (node instanceof Node.Statement statement) {
      line(depth, of(statement));
    }
  }

  private static String loopHead(Node.Loop loop) {
    String step =
        loop.step().equals(Arithmetic.ONE) ? "" : " step " + loop.step().text();
    String bounds = loop.from().text() + " : " + loop.to().text();
    return "for " + loop.index().name() + " in " + bounds + step;
  }

  private void line(int depth, String content) {
    text.append("  ".repeat(depth)).append(content).append('\n');
  }
}
