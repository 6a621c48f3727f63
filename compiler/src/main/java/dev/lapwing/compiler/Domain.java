package dev.lapwing.compiler;

import dev.lapwing.lambdapack.Expr;
import dev.lapwing.lambdapack.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * The loops and guards around a statement, outermost first: which values of the loop indices are
 * tasks.
 *
 * @param statement the statement
 * @param loops the enclosing loops, by depth
 * @param text the enclosing loops and guards as the program writes them
 * @param constraints loops and guards as one conjunction, in textual order
 */
record Domain(
    Node.Statement statement, List<Range> loops, List<String> text, List<Constraint> constraints) {

  /** The values {@code from, from + step, ...} below {@code to}. */
  record Range(String name, int slot, Polynomial from, Polynomial to, Polynomial step) {
    static Range of(Node.Loop loop) {
      return new Range(
          loop.index().name(),
          loop.index().depth(),
          Polynomial.of(loop.from()),
          Polynomial.of(loop.to()),
          Polynomial.of(loop.step()));
    }

    /** The variables that the ends and the step mention. */
    long slots() {
      return from.slots() | to.slots() | step.slots();
    }

    List<Constraint> constraints(Polynomial index) {
      List<Constraint> all = new ArrayList<>(Constraints.notNegative(index.minus(from)));
      all.addAll(Constraints.notNegative(to.plus(-1).minus(index)));
      if (step.asConstant().orElse(0) != 1) {
        all.add(new Constraint.Multiple(index.minus(from), step));
      }
      return all;
    }
  }

  /** The domains of all statements of a program, by statement number. */
  static List<Domain> ofStatements(List<Node> body) {
    List<Domain> domains = new ArrayList<>();
    collect(body, List.of(), List.of(), List.of(), domains);
    return List.copyOf(domains);
  }

  private static void collect(
      List<Node> body,
      List<Range> loops,
      List<String> text,
      List<Constraint> constraints,
      List<Domain> found) {
    for (Node node : body) {
      if (node instanceof Node.Loop loop) {
        Range range = Range.of(loop);
        collect(
            loop.body(),
            with(loops, List.of(range)),
            with(text, List.of(text(loop))),
            with(constraints, range.constraints(Polynomial.of(loop.index()))),
            found);
      } else if (node instanceof Node.When when) {
        collect(
            when.body(),
            loops,
            with(text, List.of("when " + when.guard().text())),
            with(constraints, Constraints.of(when.guard())),
            found);
      } else {
        found.add(new Domain((Node.Statement) node, loops, text, constraints));
      }
    }
  }

  private static String text(Node.Loop loop) {
    String range = loop.index().name() + " in " + loop.from().text() + " : " + loop.to().text();
    return loop.step().equals(new Expr.Constant(1)) ? range : range + " step " + loop.step().text();
  }

  private static <T> List<T> with(List<T> all, List<T> more) {
    List<T> longer = new ArrayList<>(all);
    longer.addAll(more);
    return List.copyOf(longer);
  }
}
