package dev.lapwing.compiler;

import dev.lapwing.compiler.Unrolled.Execution;
import dev.lapwing.lambdapack.Matrix;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.Sizes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether a program keeps its promises at given sizes, by running it. */
final class Verdict {
  private final Map<String, Matrix> matrices = new HashMap<>();
  private final Map<String, List<Long>> extents = new HashMap<>();
  private final Sizes sizes;
  private final Set<TileAddress> written = new HashSet<>();

  private Verdict(Program program, Sizes sizes) {
    this.sizes = sizes;
    program.matrices().forEach(matrix -> matrices.put(matrix.name(), matrix));
  }

  static boolean isValid(Program program, Sizes sizes) {
    try {
      List<Execution> executions = new Unrolled(program, sizes).executions();
      return executions.stream().allMatch(new Verdict(program, sizes)::keepsPromises);
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

  private boolean isInput(TileAddress tile) {
    return matrices.get(tile.matrix()).role() == Matrix.Role.INPUT;
  }

  private boolean exists(TileAddress tile) {
    List<Long> of =
        extents.computeIfAbsent(tile.matrix(), name -> Unrolled.extents(matrices.get(name), sizes));
    for (int d = 0; d < of.size(); d++) {
      if (tile.indices().get(d) < 0 || tile.indices().get(d) >= of.get(d)) {
        return false;
      }
    }
    return true;
  }
}
