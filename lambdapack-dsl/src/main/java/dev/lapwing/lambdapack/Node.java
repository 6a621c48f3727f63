package dev.lapwing.lambdapack;

import java.util.List;

/** A piece of a program's body. The sequential order of a program is the order of its nodes. */
public sealed interface Node {

  /** {@code for index = from; index < to; index += step}; the step is positive. */
  record Loop(Expr.IndexValue index, Expr from, Expr to, Expr step, List<Node> body)
      implements Node {
    public Loop {
      body = List.copyOf(body);
    }
  }

  /** The body counts only where the guard holds. */
  record When(Guard guard, List<Node> body) implements Node {
    public When {
      body = List.copyOf(body);
    }
  }

  /**
   * One kernel call on tiles.
   *
   * @param number its place among the program's statements, from zero, in textual order
   * @param writes the tiles written, in the order of the kernel's outputs
   * @param kernel the kernel that is called
   * @param reads the operands, in the order of the kernel's inputs
   * @param scalars the scalar arguments
   * @param source where it was written, as {@code File.java:line}
   */
  record Statement(
      int number,
      List<Operand.TileRef> writes,
      Kernel kernel,
      List<Operand> reads,
      List<ScalarArgument> scalars,
      String source)
      implements Node {
    public Statement {
      writes = List.copyOf(writes);
      reads = List.copyOf(reads);
      scalars = List.copyOf(scalars);
    }
  }
}
