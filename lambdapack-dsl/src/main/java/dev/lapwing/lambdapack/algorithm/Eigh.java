package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Kernels.gemm;
import static dev.lapwing.lambdapack.Kernels.ormbr;
import static dev.lapwing.lambdapack.Kernels.sbtrd;
import static dev.lapwing.lambdapack.Kernels.sbtrdWithReflectors;
import static dev.lapwing.lambdapack.Kernels.stedc;
import static dev.lapwing.lambdapack.Kernels.sterf;
import static dev.lapwing.lambdapack.Op.NO_TRANS;
import static dev.lapwing.lambdapack.Range.range;

import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Extent;
import dev.lapwing.lambdapack.Index;
import dev.lapwing.lambdapack.Matrix.Structure;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.ProgramBuilder;
import dev.lapwing.lambdapack.SymbolicMatrix;
import dev.lapwing.lambdapack.SymbolicTile;
import dev.lapwing.lambdapack.algorithm.Qr.Problem;
import dev.lapwing.lambdapack.algorithm.TileQr.Reflectors;

/**
 * The eigenvalues of a symmetric matrix, rising, and its eigenvectors: {@code A = V W V^T}. The matrix
 * is reduced to a band by tiles; one task reduces the band to three diagonals, and one finds their
 * eigenvalues, or divides and conquers; meanwhile the reflectors become a matrix by tiles.
 *
 * <p>WHEN: for matrices that one core would take long to reduce; small ones are {@link EighDirect}'s.
 *
 * <p>A is n x n, and both triangles are read; W is n x 1; V is n x n, in tiles as wide as the matrix.
 * Flops of the reduction: 8 n^3 / 3 + 6 n^2 b for tiles of b columns. LAPACK: syevd.
 */
public final class Eigh {

  /** The most columns: a tile, and the workspace of a task, are one piece of 2 GiB each. */
  public static final long MOST_COLUMNS = 16_000;

  /** The name of the program with vectors. */
  public static final String NAME = "eigh";

  private static final Index ONE = Index.constant(1);

  private Eigh() {}

  /** Values only. Size: n. Parameter: group. Input: A. Output: W. */
  public static Program values() {
    return Program.define("eigenvalues", p -> {
      Symmetric given = Symmetric.declare(p);
      Dimension n = given.n();
      BandTiles band = given.reduce(p, Reflectors.scratch(p, n, n, n, "L"));
      SymbolicTile three = given.diagonals(p);
      // F = three diagonals with the eigenvalues of the band, of which two are alike
      p.let(three).be(sbtrd(band.diagonals(), band.besides()));
      p.let(given.values(p)).be(sterf(three));
    });
  }

  /** Values and vectors. Size: n. Parameter: group. Input: A. Outputs: W, V. */
  public static Program program() {
    return Program.define(NAME, p -> {
      Symmetric given = Symmetric.declare(p);
      Dimension n = given.n();
      Extent whole = n.whole();
      SymbolicMatrix v = p.output("V", n.along(0), whole, Structure.FULL, n, ONE);
      Reflectors kept = Reflectors.scratch(p, n, n, n, "L").keptForLater();
      BandTiles band = given.reduce(p, kept);
      SymbolicTile three = given.diagonals(p);
      SymbolicTile reflectors = p.scratch("H", whole, whole, ONE).at(0);
      SymbolicTile vectors = p.scratch("G", whole, whole, ONE).at(0);
      // B = H F H^T
      p.let(three, reflectors).be(sbtrdWithReflectors(band.diagonals(), band.besides()));
      // F = G W G^T
      p.let(given.values(p), vectors).be(stedc(three));
      SymbolicMatrix formed = p.scratch("Q", n.along(0), n.along(1), n, n);
      SymbolicMatrix product = p.scratch("N", n.along(0), whole, n);
      new TileQr(p, n, n.minus(1), given.group(), kept, 1, "Q").form(formed, n);
      p.loop("i", 0, n, i -> {
        // V(i) = Q(i) H G
        p.let(product.at(i)).be(ormbr(reflectors, formed.at(i, range(0, n))));
        p.let(v.at(i, 0)).be(gemm(NO_TRANS, NO_TRANS, 1, product.at(i), vectors));
      });
    });
  }

  /** What both programs are given. */
  private record Symmetric(Dimension n, Index group, SymbolicMatrix a) {

    static Symmetric declare(ProgramBuilder p) {
      Dimension n = p.size("n");
      p.require(n.atLeast(1), "a matrix without columns has no eigenvalues");
      return new Symmetric(n, Problem.group(p), p.input("A", n, n));
    }

    BandTiles reduce(ProgramBuilder p, Reflectors reflectors) {
      BandTiles band = new BandTiles(p, n);
      new TileTridiagonal(p, n, group, a, reflectors).reduce(band);
      return band;
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
