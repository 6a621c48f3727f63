package dev.lapwing.lambdapack.algorithm;

import static dev.lapwing.lambdapack.Kernels.bdsdc;
import static dev.lapwing.lambdapack.Kernels.gbbrdWithReflectors;
import static dev.lapwing.lambdapack.Kernels.gemm;
import static dev.lapwing.lambdapack.Kernels.ormbr;
import static dev.lapwing.lambdapack.Op.NO_TRANS;
import static dev.lapwing.lambdapack.Op.TRANS;
import static dev.lapwing.lambdapack.Range.range;

import dev.lapwing.lambdapack.Dimension;
import dev.lapwing.lambdapack.Extent;
import dev.lapwing.lambdapack.Index;
import dev.lapwing.lambdapack.Matrix.Structure;
import dev.lapwing.lambdapack.Op;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.ProgramBuilder;
import dev.lapwing.lambdapack.SymbolicMatrix;
import dev.lapwing.lambdapack.SymbolicTile;
import dev.lapwing.lambdapack.algorithm.Qr.Problem;
import dev.lapwing.lambdapack.algorithm.TileQr.Reflectors;

/**
 * The singular value decomposition {@code A = U S V^T} of a matrix that {@link Band#factor} has
 * reduced to a band. One task reduces the band to two diagonals, and one finds their decomposition
 * by divide and conquer; meanwhile Q and P are formed by tiles, and take the reflectors of the former
 * task, a row of tiles at a time.
 *
 * <p>WHEN: for matrices that one core would take long to reduce; small ones are {@link SvdDirect}'s.
 *
 * <p>A is m x n, m at least n; U is m x n and V is n x n, both in tiles as wide as the matrix; S is n
 * x 1 and falls. The task that divides and conquers holds five n x n matrices, which bounds n.
 * LAPACK: gesdd.
 */
public final class BandSvd {

  /** The most columns: the workspace of the task that divides and conquers is one piece of 2 GiB. */
  public static final long MOST_COLUMNS = 9_400;

  /** The name of the program. */
  public static final String NAME = "band-svd";

  private static final Index ONE = Index.constant(1);

  private BandSvd() {}

  /** Sizes: m, n. Parameter: group. Inputs: B, VL, TL, UL, VR, TR, UR. Outputs: S, U, V. */
  public static Program program() {
    return Program.define(NAME, p -> {
      Dimension m = p.size("m");
      Dimension n = p.size("n", m);
      p.require(n.atLeast(1), "a matrix without columns has no band form");
      p.require(m.atLeast(n), "a band form has no more columns than rows");
      Index group = Problem.group(p);
      Extent whole = n.whole();
      SymbolicMatrix b = p.input("B", n, n);
      Reflectors left = inputs(p, m, n, "L");
      Reflectors right = inputs(p, n, n, "R");
      Diagonals two = Diagonals.of(p, n, b);
      Vectors u =
          new Vectors(p, m, n, "L", p.output("U", m.along(0), whole, Structure.FULL, m, ONE));
      Vectors v =
          new Vectors(p, n, n, "R", p.output("V", n.along(0), whole, Structure.FULL, n, ONE));
      // U = Q U2 X
      u.write(new TileQr(p, m, n, group, left, 0, "L"), two.fromLeft(), NO_TRANS, two.left());
      // V = P V2 Y
      v.write(
          new TileQr(p, n, n.minus(1), group, right, 1, "R"), two.fromRight(), TRANS, two.right());
    });
  }

  private static Reflectors inputs(ProgramBuilder p, Dimension m, Dimension n, String suffix) {
    Extent height = Reflectors.height(n);
    return new Reflectors(
        p.input("V" + suffix, m, n),
        p.input("T" + suffix, height, n.along(1), m, n),
        p.input("U" + suffix, height, n.along(1), m, n),
        true);
  }

  /**
   * What becomes of the band: {@code B = U2 F V2^T}, and {@code F = X S Y^T}.
   *
   * @param fromLeft the reflectors whose product is U2
   * @param fromRight those of V2
   * @param left X
   * @param right Y^T
   */
  private record Diagonals(
      SymbolicTile fromLeft, SymbolicTile fromRight, SymbolicTile left, SymbolicTile right) {

    static Diagonals of(ProgramBuilder p, Dimension n, SymbolicMatrix b) {
      Extent whole = n.whole();
      SymbolicMatrix values = p.output("S", whole, new Extent.Fixed(1), Structure.FULL, ONE, ONE);
      SymbolicTile two = p.scratch("F", whole, new Extent.Fixed(2), ONE).at(0);
      Diagonals diagonals = new Diagonals(
          square(p, "HL", whole),
          square(p, "HR", whole),
          square(p, "G", whole),
          square(p, "J", whole));
      BandTiles band = BandTiles.of(p, n, b);
      p.let(two, diagonals.fromLeft(), diagonals.fromRight())
          .be(gbbrdWithReflectors(band.diagonals(), band.besides()));
      p.let(values.at(0, 0), diagonals.left(), diagonals.right()).be(bdsdc(two));
      return diagonals;
    }

    private static SymbolicTile square(ProgramBuilder p, String name, Extent whole) {
      return p.scratch(name, whole, whole, ONE).at(0);
    }
  }

  /** The singular vectors of one side. */
  private record Vectors(
      ProgramBuilder p, Dimension rows, Dimension n, String suffix, SymbolicMatrix result) {

    /** Writes {@code Q H op(X)}, where Q is formed and H is a product of reflectors. */
    void write(TileQr q, SymbolicTile h, Op op, SymbolicTile x) {
      SymbolicMatrix formed = p.scratch("Q" + suffix, rows.along(0), n.along(1), rows, n);
      SymbolicMatrix turned = p.scratch("N" + suffix, rows.along(0), n.whole(), rows);
      q.form(formed, n);
      p.loop("i", 0, rows, i -> {
        p.let(turned.at(i)).be(ormbr(h, formed.at(i, range(0, n))));
        p.let(result.at(i, 0)).be(gemm(NO_TRANS, op, 1, turned.at(i), x));
      });
    }
  }
}
