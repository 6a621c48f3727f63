package dev.lapwing.executor;

import dev.lapwing.compiler.MatrixCut;
import dev.lapwing.lambdapack.Matrix;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Sizes;
import java.util.Map;

/** Compares how given matrices are cut with how the sizes of a run say they are. */
final class Layouts {
  private Layouts() {}

  /**
   * Refuses matrices that are missing, unknown, cut differently or kept differently.
   *
   * @throws ShapeMismatch naming both cuts
   * @throws PrecisionMismatch if two matrices are of two precisions
   * @throws IllegalArgumentException if a matrix of the program was not given, or one was given
   *     that the program does not have
   */
  static void check(RunSpec spec) {
    Map<String, RunMatrix> given = spec.matrices();
    for (Matrix matrix : spec.program().program().matrices()) {
      if (matrix.role() != Matrix.Role.SCRATCH) {
        check(matrix, present(given, matrix), spec.sizes());
      }
    }
    for (String name : given.keySet()) {
      requireKnown(spec, name);
    }
    Precisions.of(spec);
  }

  private static void check(Matrix matrix, RunMatrix given, Sizes sizes) {
    MatrixCut cut = MatrixCut.of(matrix, sizes);
    check(matrix.name(), "rows", cut.rows(), given.rows());
    check(matrix.name(), "columns", cut.columns(), given.columns());
  }

  private static void check(String matrix, String dimension, Partition expected, Partition actual) {
    if (!isEqual(expected, actual)) {
      throw new ShapeMismatch(matrix, words(expected, dimension), words(actual, dimension));
    }
  }

  /** A dimension that is one tile may be given as one of longer tiles. */
  private static boolean isEqual(Partition expected, Partition actual) {
    boolean isOneTile = expected.tiles() <= 1 && actual.tiles() <= 1;
    return expected.elements() == actual.elements()
        && (expected.tile() == actual.tile() || isOneTile);
  }

  private static RunMatrix present(Map<String, RunMatrix> given, Matrix matrix) {
    RunMatrix found = given.get(matrix.name());
    if (found == null) {
      throw new IllegalArgumentException(
          "The program needs a store for %s (%s): give it with RunSpec.builder(...).matrix(\"%s\", ...)."
              .formatted(matrix.name(), matrix.role(), matrix.name()));
    }
    return found;
  }

  private static void requireKnown(RunSpec spec, String name) {
    boolean known =
        spec.program().program().matrices().stream()
            .anyMatch(m -> m.name().equals(name) && m.role() != Matrix.Role.SCRATCH);
    if (!known) {
      throw new IllegalArgumentException(
          "The program %s has no input or output named %s."
              .formatted(spec.program().program().name(), name));
    }
  }

  private static String words(Partition cut, String dimension) {
    return "%,d %s in tiles of %,d".formatted(cut.elements(), dimension, cut.tile());
  }
}
