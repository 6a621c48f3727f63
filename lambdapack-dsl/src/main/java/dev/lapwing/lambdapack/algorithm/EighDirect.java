package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Kernels.ormtr;
import static dev.lapwing.lambdapack.Kernels.stedc;
import static dev.lapwing.lambdapack.Kernels.sterf;
import static dev.lapwing.lambdapack.Kernels.sytrd;
import static dev.lapwing.lambdapack.Kernels.sytrdWithReflectors;
import static dev.lapwing.lambdapack.Range.range;

import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Extent;
import dev.lapwing.lambdapack.Index;
import dev.lapwing.lambdapack.Matrix.Structure;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.ProgramBuilder;
import dev.lapwing.lambdapack.Scalar;
import dev.lapwing.lambdapack.SymbolicMatrix;
import dev.lapwing.lambdapack.SymbolicTile;
import dev.lapwing.lambdapack.algorithm.TileQr.Reflectors;

/**
 * The eigenvalues of a symmetric matrix, rising, and its eigenvectors: {@code A = V W V^T}. One task
 * reduces the matrix to three diagonals, one divides and conquers, and then the reflectors of the
 * first are applied to the vectors of the second, a block of columns a task.
 *
 * <p>WHEN: for matrices that lie in the cache of a processor, of which a single core reads one for
 * each of its columns sooner than several come together over a band; for others there is {@link
 * Eigh}.
 *
 * <p>A is n x n, of which the lower triangle is read, in blocks of whole columns, and so is V; W is
 * n x 1. Flops: 4 n^3 / 3 for the values, and 10 n^3 / 3 more for the vectors, should nothing
 * deflate. LAPACK: syevd.
 */
public final class EighDirect {

  /** The name of the program with vectors. */
  public static final String NAME = "eigh-direct";

  /** The name of the program without. */
  public static final String VALUES = "eigenvalues-direct";

  private static final Index ONE = Index.constant(1);

  private EighDirect() {}

  /** Values only. Size: n. Input: A. Output: W. */
  public static Program values() {
    return Program.define(VALUES, p -> {
      Given given = Given.declare(p);
      SymbolicTile three = given.diagonals(p);
      // F = three diagonals with the eigenvalues of A, of which two are alike
      p.let(three).be(sytrd(given.all()));
      p.let(given.values(p)).be(sterf(three));
    });
  }

  /** Values and vectors. Size: n. Input: A. Outputs: W, V. */
  public static Program program() {
    return Program.define(NAME, p -> {
      Given given = Given.declare(p);
      Dimension n = given.n();
      Extent whole = n.whole();
      SymbolicMatrix v = p.output("V", whole, n.along(1), Structure.FULL, ONE, n);
      SymbolicTile three = given.diagonals(p);
      SymbolicTile h = p.scratch("H", whole, whole, ONE).at(0);
      SymbolicTile t = p.scratch("T", Reflectors.height(n), whole, ONE).at(0);
      SymbolicTile g = p.scratch("G", whole, whole, ONE).at(0);
      // A = H F H^T
      p.let(three, h, t).be(sytrdWithReflectors(given.all()));
      // F = G W G^T
      p.let(given.values(p), g).be(stedc(three));
      p.loop("j", 0, n, j -> {
        // V(j) = H G(j)
        p.let(v.at(0, j)).be(ormtr(Scalar.of(j), Scalar.of(n), h, t, g));
      });
    });
  }

  /** What both programs are given. */
  private record Given(Dimension n, SymbolicMatrix a) {

    static Given declare(ProgramBuilder p) {
      Dimension n = p.size("n");
      p.require(n.atLeast(1), "a matrix without columns has no eigenvalues");
      return new Given(n, p.input("A", n.whole(), n.along(1), ONE, n));
    }

    SymbolicTile all() {
      return a.at(0, range(0, n));
    }

    SymbolicTile diagonals(ProgramBuilder p) {
      return p.scratch("F", n.whole(), new Extent.Fixed(2), ONE).at(0);
    }

    SymbolicTile values(ProgramBuilder p) {
      Extent one = new Extent.Fixed(1);
      return p.output("W", n.whole(), one, Structure.FULL, ONE, ONE).at(0, 0);
    }
  }
}
