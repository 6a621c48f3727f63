package dev.lapwing;

import dev.lapwing.SequenceRun.Steps;
import dev.lapwing.lambdapack.Axis;
import java.util.ArrayList;
import java.util.List;

/**
 * Any number of matrices put together: neighbours in pairs, then pairs of pairs, so that every
 * entry is copied as often as the number of matrices can be halved.
 */
final class Concatenation {
  private final Axis axis;
  private final Steps steps;

  private Concatenation(Axis axis, Steps steps) {
    this.axis = axis;
    this.steps = steps;
  }

  /** Starts it; two matrices take one run. */
  static Run<BigMatrix> start(
      Axis axis, BigMatrix first, List<BigMatrix> others, RunOptions options) {
    if (others.isEmpty()) {
      throw new IllegalArgumentException("there is nothing to put a matrix together with");
    }
    others.forEach(
        other -> EntryOperations.requireFits(axis, Operand.of(first), Operand.of(other)));
    return others.size() == 1
        ? pair(axis, first, others.get(0), options)
        : several(axis, first, others, options);
  }

  private static Run<BigMatrix> pair(Axis axis, BigMatrix a, BigMatrix b, RunOptions options) {
    return a.lapwing()
        .operations()
        .entries()
        .concatenate(axis, Operand.of(a), Operand.of(b))
        .only("C", options);
  }

  private static Run<BigMatrix> several(
      Axis axis, BigMatrix first, List<BigMatrix> others, RunOptions options) {
    List<BigMatrix> all = new ArrayList<>(List.of(first.view()));
    others.forEach(other -> all.add(other.view()));
    Run<BigMatrix> run =
        SequenceRun.start(
            first.lapwing().engine(),
            "concatenate",
            steps -> new Concatenation(axis, steps).joined(all, options));
    Joining.atEnd(run.future(), () -> all.forEach(BigMatrix::close));
    return run;
  }

  /** Both halves put together; options are those of the result. */
  private BigMatrix joined(List<BigMatrix> parts, RunOptions options) {
    int half = parts.size() / 2;
    try (BigMatrix left = half(parts.subList(0, half));
        BigMatrix right = half(parts.subList(half, parts.size()))) {
      return steps.finish(pair(axis, left, right, options));
    }
  }

  private BigMatrix half(List<BigMatrix> parts) {
    return parts.size() == 1 ? parts.get(0).view() : joined(parts, RunOptions.defaults());
  }
}
