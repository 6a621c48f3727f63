package dev.lapwing.compiler;

import dev.lapwing.compiler.Unrolled.Execution;
import dev.lapwing.lambdapack.Matrix;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.Sizes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether a program keeps its promises at given sizes, by running it. */
final class Verdict {
  private final Program program;
  private final Sizes sizes;
  private final Set<TileAddress> written = new HashSet<>();

  private Verdict(Program program, Sizes sizes) {
    this.program = program;
    this.sizes = sizes;
  }

  static boolean isValid(Program program, Sizes sizes) {
    Verdict verdict = new Verdict(program, sizes);
    try {
      List<Execution> executions = new Unrolled(program, sizes).executions();
      return executions.stream().allMatch(verdict::keepsPromises);
    } catch (ArithmeticException noValue) {
      return false;
    }
  }

  private boolean keepsPromises(Execution execution) {
    return execution.rangeLengths().size() <= 1
        && execution.reads().stream()
            .allMatch(t -> exists(t) && (isInput(t) || written.contains(t)))
        && execution.writes().stream().allMatch(t -> exists(t) && !isInput(t) && written.add(t));
  }

  private Matrix matrix(TileAddress tile) {
    return program.matrices().stream()
        .filter(m -> m.name().equals(tile.matrix()))
        .findFirst()
        .orElseThrow();
  }

  private boolean isInput(TileAddress tile) {
    return matrix(tile).role() == Matrix.Role.INPUT;
  }

  private boolean exists(TileAddress tile) {
    List<Long> extents = Unrolled.extents(matrix(tile), sizes);
    for (int d = 0; d < extents.size(); d++) {
      if (tile.indices().get(d) < 0 || tile.indices().get(d) >= extents.get(d)) {
        return false;
      }
    }
    return true;
  }
}
