package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Kernels.bdsdc;
import static dev.lapwing.lambdapack.Kernels.bdsqr;
import static dev.lapwing.lambdapack.Kernels.gebrd;
import static dev.lapwing.lambdapack.Kernels.gebrdWithReflectors;
import static dev.lapwing.lambdapack.Kernels.ormbrLeft;
import static dev.lapwing.lambdapack.Kernels.ormbrRight;
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
 * The singular value decomposition {@code A = U S V^T}. One task reduces the matrix to two
 * diagonals, one divides and conquers, and then the reflectors of the first are applied to the
 * vectors of the second, a block of columns a task.
 *
 * <p>WHEN: for matrices that lie in the cache of a processor, of which a single core reads one for
 * each of its columns sooner than several come together over a band, and sooner than thousands of
 * small tasks are begun; for others there are {@link Band#factor} and {@link BandSvd}, and {@link
 * SingularValues}.
 *
 * <p>A is m x n, m at least n, in blocks of whole columns, and so are U, m x n, and V, n x n; S is n
 * x 1 and falls. Flops: 4 m n^2 - 4 n^3 / 3 for the diagonals, 8 n^3 / 3 for their vectors, should
 * nothing deflate, and 4 m n^2 for those of A. LAPACK: gesdd; for the values alone gesvd.
 */
public final class SvdDirect {

  /** The name of the program with vectors. */
  public static final String NAME = "svd-direct";

  /** The name of the program without. */
  public static final String VALUES = "singular-values-direct";

  private static final Index ONE = Index.constant(1);

  private SvdDirect() {}

  /** Values only, falling. Sizes: m, n. Input: A. Output: S. */
  public static Program values() {
    return Program.define(VALUES, p -> {
      Given given = Given.declare(p);
      SymbolicTile values = given.values(p);
      SymbolicTile two = given.diagonals(p);
      // F = two diagonals with the singular values of A
      p.let(two).be(gebrd(given.all()));
      p.let(values).be(bdsqr(two));
    });
  }

  /** Values and vectors. Sizes: m, n. Input: A. Outputs: S, U, V. */
  public static Program program() {
    return Program.define(NAME, p -> {
      Given given = Given.declare(p);
      Dimension m = given.m();
      Dimension n = given.n();
      SymbolicTile values = given.values(p);
      SymbolicMatrix u = p.output("U", m.whole(), n.along(1), Structure.FULL, ONE, n);
      SymbolicMatrix v = p.output("V", n.whole(), n.along(1), Structure.FULL, ONE, n);
      SymbolicTile two = given.diagonals(p);
      Side left = Side.declare(p, m, n, "L");
      Side right = Side.declare(p, n, n, "R");
      // A = Q F P^T
      p.let(two, left.reflectors(), right.reflectors(), left.triangles(), right.triangles())
          .be(gebrdWithReflectors(given.all()));
      // F = X S Y^T
      p.let(values, left.vectors(), right.vectors()).be(bdsdc(two));
      p.loop("j", 0, n, j -> {
        Scalar tile = Scalar.of(j);
        Scalar tiles = Scalar.of(n);
        // U(j) = Q X(j)
        p.let(u.at(0, j))
            .be(ormbrLeft(tile, tiles, left.reflectors(), left.triangles(), left.vectors()));
        // V(j) = P Y(j)
        p.let(v.at(0, j))
            .be(ormbrRight(tile, tiles, right.reflectors(), right.triangles(), right.vectors()));
      });
    });
  }

  /** What both programs are given. */
  private record Given(Dimension m, Dimension n, SymbolicMatrix a) {

    static Given declare(ProgramBuilder p) {
      Dimension m = p.size("m");
      Dimension n = p.size("n");
      p.require(n.atLeast(1), "a matrix without columns has no singular values");
      return new Given(m, n, p.input("A", m.whole(), n.along(1), ONE, n));
    }

    SymbolicTile all() {
      return a.at(0, range(0, n));
    }

    SymbolicTile diagonals(ProgramBuilder p) {
      return p.scratch("F", n.whole(), new Extent.Fixed(2), ONE).at(0);
    }

    SymbolicTile values(ProgramBuilder p) {
      Extent one = new Extent.Fixed(1);
      return p.output("S", n.whole(), one, Structure.FULL, ONE, ONE).at(0, 0);
    }
  }

  /**
   * What stands on one side of the two diagonals.
   *
   * @param reflectors those of the reduction
   * @param triangles their triangular factors
   * @param vectors X on the left, Y^T on the right
   */
  private record Side(SymbolicTile reflectors, SymbolicTile triangles, SymbolicTile vectors) {

    static Side declare(ProgramBuilder p, Dimension rows, Dimension n, String suffix) {
      Extent whole = n.whole();
      return new Side(
          p.scratch("H" + suffix, rows.whole(), whole, ONE).at(0),
          p.scratch("T" + suffix, Reflectors.height(n), whole, ONE).at(0),
          p.scratch("G" + suffix, whole, whole, ONE).at(0));
    }
  }
}
