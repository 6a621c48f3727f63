package dev.lapwing.lambdapack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides whether two expressions are equal wherever some guards hold. */
final class Equalities {

  private final List<Solved> solved = new ArrayList<>();

  /** {@code equation = 0}, which determines {@code atom}. */
  private record Solved(Expr atom, LinearForm equation) {}

  Equalities(List<Guard> guards) {
    guards.forEach(this::assume);
  }

  private void assume(Guard guard) {
    if (guard instanceof Guard.And and) {
      assume(and.left());
      assume(and.right());
    } else if (guard instanceof Guard.Comparison comparison
        && comparison.relation() == Guard.Relation.EQUAL) {
      LinearForm equation = reduced(difference(comparison.left(), comparison.right()));
      Optional<Expr> atom = equation.solvableAtom();
      atom.ifPresent(found -> solved.add(new Solved(found, equation)));
    }
  }

  /** Whether equality can be proved; {@code false} says only that it cannot. */
  boolean prove(Expr left, Expr right) {
    return reduced(difference(left, right)).isZero();
  }

  private static LinearForm difference(Expr left, Expr right) {
    return LinearForm.of(left).plus(-1, LinearForm.of(right));
  }

  private LinearForm reduced(LinearForm form) {
    LinearForm rest = form;
    for (Solved known : solved) {
      rest = rest.eliminate(known.atom(), known.equation());
    }
    return rest;
  }
}
