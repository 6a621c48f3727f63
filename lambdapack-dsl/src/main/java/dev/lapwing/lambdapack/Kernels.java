package dev.lapwing.lambdapack;

import java.util.Collection;

/**
 * The kernels, as calls on tiles: arguments stand in the order of the BLAS and LAPACK routines of
 * the same name. Operands that may be a range of tiles say so; a product over a range is the
 * product of the long matrices that the tiles make up.
 */
@Recording
public final class Kernels {

  private Kernels() {}

  /** All kernels of the catalogue. */
  public static Collection<Kernel> all() {
    return KernelCatalogue.all().values();
  }

  /**
   * The kernel with an id such as {@code gemm(N,T,1)}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Kernel byId(String id) {
    Kernel kernel = KernelCatalogue.all().get(id);
    if (kernel == null) {
      throw new IllegalArgumentException("no kernel " + id + "; there are "
          + String.join(", ", KernelCatalogue.all().keySet()));
    }
    return kernel;
  }

  /**
   * The lower Cholesky factor of a symmetric positive definite tile, n x n, with zeros above the
   * diagonal; only the lower triangle of {@code a} is read. Fails at the order of the first leading
   * minor that is not positive. LAPACK: potrf.
   */
  public static KernelCall potrf(SymbolicTile a) {
    return call("potrf", a);
  }

  /**
   * {@code op(T)^-1 B} or {@code B op(T)^-1} with triangular T; B is m x n. Fails at an exactly
   * zero diagonal entry. BLAS: trsm.
   */
  public static KernelCall trsm(
      Side side, Uplo uplo, Op trans, Diag diag, SymbolicTile t, SymbolicTile b) {
    String options = String.join(",", side.letter(), uplo.letter(), trans.letter(), diag.letter());
    return call("trsm(" + options + ")", t, b);
  }

  /**
   * {@code C + alpha op(A) op(A)^T} on one triangle of C, n x n; the other triangle is carried over
   * from C. A may be a range. BLAS: syrk.
   */
  public static KernelCall syrk(Uplo uplo, Op trans, double alpha, SymbolicTile a, SymbolicTile c) {
    return call("syrk(" + uplo.letter() + "," + trans.letter() + ",1)", c, a)
        .with(Scalar.of(alpha));
  }

  /** {@code alpha op(A) op(A)^T}, a symmetric tile, n x n. A may be a range. BLAS: syrk. */
  public static KernelCall syrk(Uplo uplo, Op trans, double alpha, SymbolicTile a) {
    return call("syrk(" + uplo.letter() + "," + trans.letter() + ",0)", a).with(Scalar.of(alpha));
  }

  /**
   * {@code C + alpha op(A) op(B)}; C is m x n. A and B may be ranges of equal length. BLAS: gemm.
   */
  public static KernelCall gemm(
      Op transA, Op transB, double alpha, SymbolicTile a, SymbolicTile b, SymbolicTile c) {
    return call("gemm(" + transA.letter() + "," + transB.letter() + ",1)", c, a, b)
        .with(Scalar.of(alpha));
  }

  /**
   * {@code alpha op(A) op(B)}, m x n; zeros for an empty range. A and B may be ranges of equal
   * length. BLAS: gemm.
   */
  public static KernelCall gemm(
      Op transA, Op transB, double alpha, SymbolicTile a, SymbolicTile b) {
    return call("gemm(" + transA.letter() + "," + transB.letter() + ",0)", a, b)
        .with(Scalar.of(alpha));
  }

  /**
   * {@code (C + alpha A B^T) L^-T} with lower triangular L, n x n; C is m x n. A and B may be ranges
   * of equal length. One task of a left-looking Cholesky factorization: what lies between {@link
   * #gemm} and {@link #trsm} is never stored. Fails at an exactly zero diagonal entry of L. Named as
   * in F. Van Zee, R. van de Geijn, BLIS: A framework for rapidly instantiating BLAS functionality,
   * ACM Trans. Math. Softw. 41 (2015).
   */
  public static KernelCall gemmtrsm(
      double alpha, SymbolicTile a, SymbolicTile b, SymbolicTile c, SymbolicTile l) {
    return call("gemmtrsm", c, a, b, l).with(Scalar.of(alpha));
  }

  /** The sum of a range of tiles of one shape, in rising order; zeros for an empty range. */
  public static KernelCall add(SymbolicTile x) {
    return call("add", x);
  }

  /** {@code alpha X + beta Y}. */
  public static KernelCall axpby(Scalar alpha, SymbolicTile x, Scalar beta, SymbolicTile y) {
    return call("axpby", x, y).with(alpha, beta);
  }

  /** {@code alpha X}. */
  public static KernelCall scale(Scalar alpha, SymbolicTile x) {
    return call("scale", x).with(alpha);
  }

  /** {@code X + alpha I}, on the main diagonal of the tile itself. */
  public static KernelCall shift(Scalar alpha, SymbolicTile x) {
    return call("shift", x).with(alpha);
  }

  /** X. */
  public static KernelCall copy(SymbolicTile x) {
    return call("copy", x);
  }

  /**
   * X in the precision of the matrix that is written, each entry rounded to nearest: what is beyond
   * the range of a float becomes infinite. LAPACK: dlag2s, slag2d.
   */
  public static KernelCall lag2(SymbolicTile x) {
    return call("lag2", x);
  }

  /** {@code X^T}. */
  public static KernelCall transpose(SymbolicTile x) {
    return call("transpose", x);
  }

  /**
   * The leading rows of X, with rows of zeros below where the tile that is written has more. LAPACK:
   * lacpy.
   */
  public static KernelCall lacpy(SymbolicTile x) {
    return call("lacpy(A)", x);
  }

  /**
   * Y, m x n, with its upper trapezoid replaced by that of X, n x n. LAPACK: lacpy.
   */
  public static KernelCall lacpyUpper(SymbolicTile x, SymbolicTile y) {
    return call("lacpy(U)", x, y);
  }

  /** X^T, cut, or padded with zeros, to the shape of the tile that is written. LAPACK: lacpy. */
  public static KernelCall lacpyTransposed(SymbolicTile x) {
    return call("lacpy(T)", x);
  }

  /** A tile of constants: one off the main diagonal, one on it. LAPACK: laset. */
  public static KernelCall laset(double offDiagonal, double diagonal) {
    return call("laset").with(Scalar.of(offDiagonal), Scalar.of(diagonal));
  }

  /**
   * The QR factorization of a tile, m x n. Outputs: R, n x n upper triangular, with zero rows where
   * m is less than n; V, m x n, the reflectors as LAPACK leaves them below the diagonal; T, the
   * triangular factors of the block reflectors. LAPACK: geqrt.
   */
  public static KernelCall geqrt(SymbolicTile a) {
    return call("geqrt", a);
  }

  /**
   * The QR factorization of a triangle R, n x n, above a block B, m x n. Outputs: the new R, the
   * reflectors V, m x n, and their triangular factors T. LAPACK: tpqrt.
   */
  public static KernelCall tpqrt(Pentagon shape, SymbolicTile r, SymbolicTile b) {
    return call("tpqrt(" + shape.letter() + ")", r, b);
  }

  /**
   * {@code op(Q) C} with the Q of a {@link #geqrt}: C is padded with zero rows, or cut, to the m
   * rows of Q, and the product to the rows of the tile that is written. LAPACK: gemqrt.
   */
  public static KernelCall gemqrt(Op trans, SymbolicTile v, SymbolicTile t, SymbolicTile c) {
    return call("gemqrt(" + trans.letter() + ")", v, t, c);
  }

  /**
   * {@code op(Q) [A; B]} with the Q of a {@link #tpqrt}: A is the first n rows of a tile with k
   * columns, whose other rows are carried over; B is m x k. LAPACK: tpmqrt.
   */
  public static KernelCall tpmqrt(
      Op trans, Pentagon shape, SymbolicTile v, SymbolicTile t, SymbolicTile a, SymbolicTile b) {
    return call("tpmqrt(" + trans.letter() + "," + shape.letter() + ",1)", v, t, a, b);
  }

  /** {@code op(Q) [A; 0]} with the Q of a {@link #tpqrt}; the second output is m x k. */
  public static KernelCall tpmqrt(
      Op trans, Pentagon shape, SymbolicTile v, SymbolicTile t, SymbolicTile a) {
    return call("tpmqrt(" + trans.letter() + "," + shape.letter() + ",0)", v, t, a);
  }

  /** {@code C Q} with the Q of a {@link #geqrt}; C is k x m. LAPACK: gemqrt. */
  public static KernelCall gemqrtRight(SymbolicTile v, SymbolicTile t, SymbolicTile c) {
    return call("gemqrt(R,N)", v, t, c);
  }

  /**
   * {@code [A B] Q} with the Q of a {@link #tpqrt}: A is the first n columns of a tile with k rows,
   * whose other columns are carried over; B is k x m. LAPACK: tpmqrt.
   */
  public static KernelCall tpmqrtRight(
      Pentagon shape, SymbolicTile v, SymbolicTile t, SymbolicTile a, SymbolicTile b) {
    return call("tpmqrt(R,N," + shape.letter() + ",1)", v, t, a, b);
  }

  /**
   * The upper bidiagonal matrix that a square band matrix is brought to by reflectors from both
   * sides, n x 2: its diagonal, and what stands above the diagonal with a zero behind it. D is the
   * range of the diagonal tiles, upper triangles; E that of the transposes of the tiles to their
   * right, upper triangles too, padded to the shape of the first. LAPACK: gbbrd.
   */
  public static KernelCall gbbrd(SymbolicTile d, SymbolicTile e) {
    return call("gbbrd(N)", d, e);
  }

  /**
   * The same, with the reflectors that were applied from the left and from the right, for {@link
   * #ormbr}: two lower triangles, n x n. Column s holds those of sweep s, one below the other; where
   * the first entry of a vector stands, which is one, there is the inverse of its tau.
   */
  public static KernelCall gbbrdWithReflectors(SymbolicTile d, SymbolicTile e) {
    return call("gbbrd(B)", d, e);
  }

  /**
   * The upper bidiagonal matrix that an m x n matrix, m at least n, is brought to by reflectors from
   * both sides, n x 2: its diagonal, and the one above with a zero behind. A is the range of its
   * blocks of columns. LAPACK: gebrd.
   */
  public static KernelCall gebrd(SymbolicTile a) {
    return call("gebrd(N)", a);
  }

  /**
   * Such diagonals, with the reflectors that left them: from the left for {@link #ormbrLeft}, m x n,
   * and from the right for {@link #ormbrRight}, n x n, lower trapezoids. Column j holds the reflector
   * that begins in row j, or on the right in row j + 1, with the inverse of its tau in the place of
   * the one. Behind both, b x n for each, the inverses of the triangular factors of blocks of b
   * reflectors.
   */
  public static KernelCall gebrdWithReflectors(SymbolicTile a) {
    return call("gebrd(B)", a);
  }

  /**
   * A block of columns of {@code Q [C; 0]}, m x k, where Q is the product of the reflectors from the
   * left of a {@link #gebrdWithReflectors} and C is n x n. LAPACK: ormbr.
   *
   * @param tile the number of the block
   * @param tiles how many there are; all but the last are equally wide
   */
  public static KernelCall ormbrLeft(
      Scalar tile, Scalar tiles, SymbolicTile reflectors, SymbolicTile triangles, SymbolicTile c) {
    return call("ormbr(Q,L,N)", reflectors, triangles, c).with(tile, tiles);
  }

  /**
   * A block of columns of {@code P C^T}, n x k, where P is the product of the reflectors from the
   * right of a {@link #gebrdWithReflectors} and C is n x n. LAPACK: ormbr.
   *
   * @param tile the number of the block
   * @param tiles how many there are; all but the last are equally wide
   */
  public static KernelCall ormbrRight(
      Scalar tile, Scalar tiles, SymbolicTile reflectors, SymbolicTile triangles, SymbolicTile c) {
    return call("ormbr(P,L,N)", reflectors, triangles, c).with(tile, tiles);
  }

  /**
   * {@code A Q}, m x n, where Q is the product of the reflectors of one side of a {@link
   * #gbbrdWithReflectors}. A is the range of the tiles of a row, of which the first is as wide as
   * the band. LAPACK: ormbr.
   */
  public static KernelCall ormbr(SymbolicTile reflectors, SymbolicTile a) {
    return call("ormbr(R,N)", reflectors, a);
  }

  /**
   * The singular values of a {@link #gbbrd}, falling, n x 1, by the dqds algorithm; all of them NaN
   * if an entry is not finite. LAPACK: bdsqr.
   */
  public static KernelCall bdsqr(SymbolicTile bidiagonal) {
    return call("bdsqr", bidiagonal);
  }

  /**
   * The singular value decomposition {@code U S V^T} of a {@link #gbbrd}, by divide and conquer. S
   * is n x 1 and falls; U and V^T are n x n. All entries are NaN if one is not finite. LAPACK: bdsdc.
   */
  public static KernelCall bdsdc(SymbolicTile bidiagonal) {
    return call("bdsdc", bidiagonal);
  }

  /**
   * The symmetric tridiagonal matrix that a symmetric band matrix is brought to by reflectors, n x 2:
   * its diagonal, and what stands beside it with a zero behind. D is the range of the diagonal
   * tiles, of which the lower triangles are read; E that of the tiles below them, upper triangles,
   * padded to the shape of the first. LAPACK: sbtrd.
   */
  public static KernelCall sbtrd(SymbolicTile d, SymbolicTile e) {
    return call("sbtrd(N)", d, e);
  }

  /** The same, with the reflectors for {@link #ormbr}, as {@link #gbbrdWithReflectors} has them. */
  public static KernelCall sbtrdWithReflectors(SymbolicTile d, SymbolicTile e) {
    return call("sbtrd(V)", d, e);
  }

  /**
   * The symmetric tridiagonal matrix that a symmetric m x m matrix is brought to by reflectors, m x
   * 2: its diagonal, and what stands beside it with a zero behind. A is the range of its blocks of
   * columns, of which the lower triangle is read. LAPACK: sytrd.
   */
  public static KernelCall sytrd(SymbolicTile a) {
    return call("sytrd(N)", a);
  }

  /**
   * The same, with the reflectors for {@link #ormtr}: a lower triangle, m x m, whose column j holds
   * the reflector that begins in row j + 1, with the inverse of its tau in the place of the one; and
   * the inverses of the triangular factors of blocks of b reflectors, b x m.
   */
  public static KernelCall sytrdWithReflectors(SymbolicTile a) {
    return call("sytrd(V)", a);
  }

  /**
   * A block of columns of {@code Q C}, m x n, where Q is the product of the reflectors of a {@link
   * #sytrdWithReflectors} and C is m x m. LAPACK: ormtr.
   *
   * @param tile the number of the block
   * @param tiles how many there are; all but the last are equally wide
   */
  public static KernelCall ormtr(
      Scalar tile, Scalar tiles, SymbolicTile reflectors, SymbolicTile triangles, SymbolicTile c) {
    return call("ormtr(L,N)", reflectors, triangles, c).with(tile, tiles);
  }

  /**
   * The eigenvalues of a {@link #sbtrd}, rising, n x 1; all of them NaN if an entry is not finite.
   * LAPACK: sterf.
   */
  public static KernelCall sterf(SymbolicTile tridiagonal) {
    return call("sterf", tridiagonal);
  }

  /**
   * The eigenvalues of a {@link #sbtrd}, rising, n x 1, and its eigenvectors as columns, n x n, by
   * divide and conquer. All entries are NaN if one is not finite. LAPACK: stedc.
   */
  public static KernelCall stedc(SymbolicTile tridiagonal) {
    return call("stedc", tridiagonal);
  }

  /**
   * A leaf of a tournament: of the rows of A, which is a range of tiles of a column, those that
   * Gaussian elimination with partial pivoting takes first. Outputs: these rows as they stand in A,
   * n x n, zero where A has fewer; their positions, b x 1, -1 where there is none. Position p is row
   * p mod b of tile p / b, counted from tile 0 of the tournament. SLATE: getrf_tntpiv.
   *
   * @param first the number of the first tile of A, counted likewise
   */
  public static KernelCall tntpiv(Scalar first, SymbolicTile a) {
    return call("tntpiv(A)", a).with(first);
  }

  /** A node of a tournament: the best of the candidates of its children, which are two ranges. */
  public static KernelCall tntpiv(SymbolicTile candidates, SymbolicTile positions) {
    return call("tntpiv(C)", candidates, positions);
  }

  /**
   * The LU factorization, with partial pivoting, of the rows that won a tournament. Outputs: the
   * diagonal tile of the factors, m x n, with U on and above the diagonal and L below it, whose ones
   * are not kept; and the pivots, the positions of the rows in the order of U. {@code top} is tile 0
   * of the tournament: rows of it that did not win, and have no other tile to go to, are rows of L.
   * LAPACK: getrf.
   */
  public static KernelCall getrf(
      SymbolicTile candidates, SymbolicTile positions, SymbolicTile top) {
    return call("getrf", candidates, positions, top);
  }

  /**
   * {@code L^-1} times the pivot rows of A, a tile of U. A is a range of tiles of a column that
   * begins with tile 0 of the tournament, L the unit lower triangle of a {@link #getrf}. PLASMA:
   * gessm.
   */
  public static KernelCall gessm(SymbolicTile a, SymbolicTile factors, SymbolicTile pivots) {
    return call("gessm", a, factors, pivots);
  }

  /**
   * {@code C U^-1}, a tile of L, after the interchanges in a column of tiles: rows of C that are
   * pivots give their places to rows of the top tile that are none. U is the upper triangle of a
   * {@link #getrf}; where it has an exact zero on the diagonal the column of the result is zero.
   *
   * @param tile the number of C's tile, counted from the top one
   */
  public static KernelCall swptrsm(
      Scalar tile, SymbolicTile c, SymbolicTile top, SymbolicTile pivots, SymbolicTile factors) {
    return call("swptrsm", c, top, pivots, factors).with(tile);
  }

  /** {@code C - L U}, after the interchanges that {@link #swptrsm} makes too. */
  public static KernelCall swpgemm(
      Scalar tile,
      SymbolicTile c,
      SymbolicTile top,
      SymbolicTile pivots,
      SymbolicTile l,
      SymbolicTile u) {
    return call("swpgemm", c, top, pivots, l, u).with(tile);
  }

  /**
   * A tile of a column after the interchanges of several steps. A is the range of the column's tiles
   * from the one on which the first step works, the pivots are those of the steps, one a tile of A.
   * LAPACK: laswp.
   *
   * @param tile the number of the tile that is wanted, counted from the first of A
   */
  public static KernelCall laswp(Scalar tile, SymbolicTile a, SymbolicTile pivots) {
    return call("laswp", a, pivots).with(tile);
  }

  /**
   * Where the rows of a tile come from, m x 1: the numbers, from zero, that they have before the
   * interchanges of all steps. ScaLAPACK applies them by lapiv.
   *
   * @param tile the number of the tile
   */
  public static KernelCall lapiv(Scalar tile, SymbolicTile pivots) {
    return call("lapiv", pivots).with(tile);
  }

  /** The rows of A, a range of all tiles of a column, whose numbers P gives. LAPACK: lapmr. */
  public static KernelCall lapmr(SymbolicTile a, SymbolicTile p) {
    return call("lapmr", a, p);
  }

  /** A named function of every entry of X. */
  public static KernelCall map(EntryFunction function, SymbolicTile x, Scalar... scalars) {
    return call("map(" + function.id() + ")", x).with(scalars);
  }

  /** A named function of every entry of X and that of Y at its place. */
  public static KernelCall combine(EntryOperator operator, SymbolicTile x, SymbolicTile y) {
    return call("combine(" + operator.id() + ")", x, y);
  }

  /**
   * Every row, or every column, of A reduced to one number: m x 1, or 1 x n. A may be a range along
   * what is reduced; of an empty one the result is that of no entries.
   */
  public static KernelCall reduce(Reduction reduction, Axis axis, SymbolicTile a) {
    return call("reduce(" + reduction.id() + "," + axis.letter() + ")", a);
  }

  /** The least, or the greatest, entries of a range of tiles of one shape, place by place. */
  public static KernelCall fold(Reduction reduction, SymbolicTile x) {
    return call("fold(" + reduction.id() + ")", x);
  }

  /**
   * The sums of squares of the columns of A, which may be a range of tiles in a column. Two rows: a
   * sum s and an exponent e, which stand for {@code s 4^e} and neither overflow nor underflow.
   * LAPACK: lassq.
   */
  public static KernelCall lassq(SymbolicTile a) {
    return call("lassq", a);
  }

  /** The sums of a range of tiles that {@link #lassq} has made, place by place. LAPACK: combssq. */
  public static KernelCall combssq(SymbolicTile sums) {
    return call("combssq", sums);
  }

  /**
   * The root of the sum of all that {@link #lassq} has found, 1 x 1. The sums may be a range of
   * tiles in a row. BLAS: nrm2.
   */
  public static KernelCall nrm2(SymbolicTile sums) {
    return call("nrm2", sums);
  }

  /** {@code X / s} for s in a tile of 1 x 1; zeros where s is zero. LAPACK: lascl. */
  public static KernelCall lascl(SymbolicTile x, SymbolicTile s) {
    return call("lascl", x, s);
  }

  /**
   * {@code X diag(d)} for a row d, 1 x n: every column of X times its number. LAPACK: lascl2, which
   * scales rows so.
   */
  public static KernelCall lascl2(SymbolicTile x, SymbolicTile d) {
    return call("lascl2", x, d);
  }

  /** X, in a tile of the same shape although the program cannot know it. */
  public static KernelCall stack(Axis axis, SymbolicTile x) {
    return call("stack(" + axis.letter() + ",1)", x);
  }

  /** X above Y (rows), or X beside Y (columns), in a tile that has exactly room for both. */
  public static KernelCall stack(Axis axis, SymbolicTile x, SymbolicTile y) {
    return call("stack(" + axis.letter() + ",2)", x, y);
  }

  /**
   * The lower trapezoid of X with ones on its diagonal, or the upper one, and zeros elsewhere: what
   * stands for L or U in a tile that holds both.
   */
  public static KernelCall tri(Uplo uplo, SymbolicTile x) {
    return call(uplo == Uplo.LOWER ? "tri(L,U)" : "tri(U,N)", x);
  }

  /** The main diagonal of a square tile, as a column. */
  public static KernelCall diag(SymbolicTile a) {
    return call("diag", a);
  }

  /**
   * The inverse of a triangular tile, n x n, with zeros in the other triangle, which is not read.
   * Fails at an exactly zero diagonal entry. LAPACK: trtri.
   */
  public static KernelCall trtri(Uplo uplo, Diag diag, SymbolicTile t) {
    return call("trtri(" + uplo.letter() + "," + diag.letter() + ")", t);
  }

  private static KernelCall call(String id, SymbolicTile... inputs) {
    return KernelCall.of(byId(id), inputs);
  }
}
