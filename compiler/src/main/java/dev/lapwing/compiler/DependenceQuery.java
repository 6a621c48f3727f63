package dev.lapwing.compiler;

import java.util.List;

/**
 * A plan that finds all tasks of a statement that satisfy some equations, such as {@code L[k, i] is
 * this tile}: each solution once, in steps that bind, enumerate and check indices. It is prepared
 * when a program is compiled and does not depend on the sizes.
 */
record DependenceQuery(List<Step> steps) {
  DependenceQuery {
    steps = List.copyOf(steps);
  }

  @Override
  public String toString() {
    return steps.isEmpty()
        ? "always"
        : String.join("; ", steps.stream().map(Step::toString).toList());
  }
}
