package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Kernels.copy;
import static dev.lapwing.lambdapack.Kernels.tri;

import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Index;
import dev.lapwing.lambdapack.Matrix.Structure;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.SymbolicMatrix;
import dev.lapwing.lambdapack.Uplo;

/**
 * One factor of a matrix that holds both, as {@link Lu} leaves them: L, lower trapezoidal with ones
 * on its diagonal, or U, upper trapezoidal. Other tiles are neither read nor written. Tiles are
 * square, but for the last of a row or column.
 */
public final class Triangle {

  private Triangle() {}

  /** Sizes: m, n. Input: F, as large as the factor. Output: L or U. */
  public static Program program(Uplo uplo) {
    boolean lower = uplo == Uplo.LOWER;
    return Program.define(lower ? "unit-lower" : "upper", p -> {
      Dimension m = p.size("m");
      Dimension n = p.size("n");
      SymbolicMatrix f = p.input("F", m, n);
      SymbolicMatrix t =
          p.output(lower ? "L" : "U", m, n, lower ? Structure.LOWER : Structure.UPPER);
      p.loop("i", 0, m, i -> {
        Index first = lower ? Index.constant(0) : i.plus(1);
        Index end = lower ? Index.min(i, n) : n;
        // T(i, j) = F(i, j)
        p.loop("j", first, end, j -> p.let(t.at(i, j)).be(copy(f.at(i, j))));
        // T(i, i) = the triangle of F(i, i)
        p.when(i.lessThan(n), () -> p.let(t.at(i, i)).be(tri(uplo, f.at(i, i))));
      });
    });
  }
}
