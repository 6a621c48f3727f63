package dev.lapwing;

import static dev.lapwing.lambdapack.Op.NO_TRANS;
import static dev.lapwing.lambdapack.Op.TRANS;

import dev.lapwing.lambdapack.Op;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Uplo;
import dev.lapwing.lambdapack.algorithm.CholeskyChunked;
import dev.lapwing.tiles.TileGrid;
import java.util.Map;
import java.util.Optional;

/**
 * The operations of matrices as calls of shipped programs: shapes are checked, matrices are cut so
 * that their tiles fit, parameters are chosen. Nothing is started here.
 */
final class Operations {
  /**
   * Inner products are split until a product has this many tasks to run side by side. A constant,
   * because the number of threads must not change the result.
   */
  static final long SIDE_BY_SIDE = 16;

  /** Columns that TSQR takes in one tile, whatever the tiles of the matrix. */
  private static final long NARROW = 256;

  private final Lapwing lapwing;
  private final ShippedPrograms programs;
  private final LuOperations pivoted;
  private final SvdOperations svd;
  private final EntryOperations entries;

  Operations(Lapwing lapwing, ShippedPrograms programs) {
    this.lapwing = lapwing;
    this.programs = programs;
    this.pivoted = new LuOperations(lapwing, programs);
    this.svd = new SvdOperations(lapwing, programs);
    this.entries = new EntryOperations(lapwing, programs);
  }

  /** LU factorizations and what is computed from them. */
  LuOperations pivoted() {
    return pivoted;
  }

  /** Reductions to a band and what is computed from them. */
  SvdOperations svd() {
    return svd;
  }

  /** Functions of entries, reductions, parts of matrices. */
  EntryOperations entries() {
    return entries;
  }

  /** C = alpha A + beta B. */
  ProgramCall axpby(String operation, double alpha, Operand a, double beta, Operand b) {
    EntryOperations.requireSameShape(operation, a, b);
    return call("axpby")
        .scalar("alpha", alpha)
        .scalar("beta", beta)
        .input("A", a)
        .input("B", b.cut(a.grid()));
  }

  /** C = A in another precision. */
  ProgramCall convert(Operand a) {
    return call("convert").input("A", a);
  }

  /** C = alpha A. */
  ProgramCall scale(double alpha, Operand a) {
    return call("scale").scalar("alpha", alpha).input("A", a);
  }

  /** C = A + alpha I. */
  ProgramCall shift(Operand a, double alpha) {
    return call("shift")
        .scalar("alpha", alpha)
        .input("A", squareTiles("add to the diagonal of", a));
  }

  /** C = A B; a view of a transpose is multiplied as its base is. */
  ProgramCall gemm(Operand a, Operand b) {
    if (a.columns() != b.rows()) {
      throw new ShapeMismatch(
          "multiply",
          a.shape(),
          b.shape(),
          "the first must have as many columns as the second rows");
    }
    Partition inner = a.grid().columns();
    Operand fitting = b.cut(new TileGrid(inner, b.grid().columns()));
    Op transA = op(a);
    Op transB = op(fitting);
    return lapwing
        .program(programs.gemm(transA, transB))
        .input("A", stored(a, transA))
        .input("B", stored(fitting, transB))
        .parameter("chunk", chunk(a.grid().rows(), b.grid().columns(), inner));
  }

  /** G = A^T A. */
  ProgramCall syrk(Operand a) {
    Partition n = a.grid().columns();
    return call("syrk").input("A", a).parameter("chunk", chunk(n, n, a.grid().rows()));
  }

  /** A = L L^T; from storage in chunks, which writes fewer tiles. */
  ProgramCall cholesky(Operand a) {
    Operand square = squareTiles("factor", a);
    long chunk = CholeskyChunked.chunkFor(square.grid().rows().tiles());
    return lapwing.engine().settings().place().isPresent() && chunk > 1
        ? call("cholesky-chunked").input("A", square).parameter("chunk", chunk)
        : call("cholesky").input("A", square);
  }

  /** A = L L^T and A X = B. */
  ProgramCall posv(Operand a, Operand b) {
    Operand square = squareTiles("solve with", a);
    return call("posv").input("A", square).input("B", rightHandSide(square, b));
  }

  /** A X = B for a triangular A; a view of a transpose is solved with as its base is. */
  ProgramCall trsm(Uplo uplo, Operand a, Operand b) {
    Operand square = squareTiles("solve with", a);
    Operand right = rightHandSide(square, b);
    Op trans = op(square);
    Uplo stored = trans == NO_TRANS ? uplo : opposite(uplo);
    return lapwing
        .program(programs.triangularSolve(stored, trans))
        .input("T", stored(square, trans))
        .input("B", right);
  }

  /** X = T^-1 for a triangular T. */
  ProgramCall trtri(Uplo uplo, Operand a) {
    return inverse(uplo == Uplo.LOWER ? "trtri-lower" : "trtri-upper", "T", a);
  }

  /** X = A^-1 for a symmetric positive definite A. */
  ProgramCall inverseSpd(Operand a) {
    return inverse("inverse-spd", "A", a);
  }

  /** X = (L L^T)^-1. */
  ProgramCall potri(Operand l) {
    return inverse("potri", "L", l);
  }

  /** On storage in chunks, which writes fewer tiles and gives the same bits. */
  private ProgramCall inverse(String program, String input, Operand a) {
    Operand square = squareTiles("invert", a);
    boolean stored = lapwing.engine().settings().place().isPresent();
    long chunk = stored ? CholeskyChunked.chunkFor(square.grid().rows().tiles()) : 1;
    return call(program).input(input, square).parameter("chunk", chunk);
  }

  /** Some steps of the Lanczos bidiagonalization. */
  ProgramCall lanczos(Operand a, int steps) {
    return call("lanczos").input("A", a).parameter("steps", steps);
  }

  /** A = Q R by a program of the TSQR family. */
  ProgramCall tsqr(String program, Operand a) {
    return call(program).input("A", tallTiles(a));
  }

  /** A = Q R and C = Q^T B. */
  ProgramCall tsqrApplied(Operand a, Operand b) {
    if (a.rows() != b.rows()) {
      throw new ShapeMismatch(
          "solve with", a.shape(), b.shape(), "both must have the same number of rows");
    }
    Operand tall = tallTiles(a);
    return call("tsqr-apply-qt")
        .input("A", tall)
        .input("B", b.cut(new TileGrid(tall.grid().rows(), b.grid().columns())));
  }

  /** Whether TSQR is at its best: all columns make one tile of moderate width. */
  boolean fitsTsqr(Operand a) {
    return a.columns() <= Math.max(NARROW, a.grid().columns().tile());
  }

  /** A = Q R, with reflectors; options are R's. */
  Run<QrFactorization> qrFactor(Operand a, QrTree tree, RunOptions options) {
    Operand cut = qrTiles(a);
    long group = tree.groupFor(cut.grid());
    return new MappedRun<>(
        call("qr-factor").input("A", cut).parameter("group", group).options("R", options).start(),
        outputs -> new QrFactorization(outputs, group));
  }

  /** A = Q R, without reflectors. */
  ProgramCall qr(Operand a, QrTree tree) {
    Operand cut = qrTiles(a);
    return call("qr").input("A", cut).parameter("group", tree.groupFor(cut.grid()));
  }

  /** The first columns of Q. */
  ProgramCall qrColumns(Map<String, BigMatrix> reflectors, long group, long columns) {
    return withReflectors("qr-form-q", reflectors, group)
        .size("c", columns, reflectors.get("V").grid().rows().tile());
  }

  /** C = Q B or Q^T B. */
  ProgramCall qrApplied(String program, Map<String, BigMatrix> reflectors, long group, Operand b) {
    Partition rows = reflectors.get("V").grid().rows();
    return withReflectors(program, reflectors, group)
        .input("B", b.cut(new TileGrid(rows, b.grid().columns())));
  }

  /** C = [B; 0], cut as the rows are. */
  ProgramCall pad(Operand b, Partition rows) {
    Partition own = new Partition(b.rows(), rows.tile());
    return call("pad")
        .input("B", b.cut(new TileGrid(own, b.grid().columns())))
        .size("m", rows.elements(), rows.tile());
  }

  private ProgramCall withReflectors(
      String program, Map<String, BigMatrix> reflectors, long group) {
    ProgramCall call = call(program).parameter("group", group);
    reflectors.forEach(call::input);
    return call;
  }

  /**
   * Square tiles, smaller than the matrix has them if it has few; but a matrix that is one tile
   * wide, or high, keeps tiles that are longer along its other side.
   */
  private static Operand qrTiles(Operand a) {
    return a.cut(qrGrid(a));
  }

  /** The tiles into which a matrix is to be copied before its QR factorization. */
  static Optional<Shape> copiedForQr(Operand a) {
    return a.copiedTo(qrGrid(a));
  }

  private static TileGrid qrGrid(Operand a) {
    if (a.rows() == 0 || a.columns() == 0) {
      throw new IllegalArgumentException(
          "a QR factorization needs at least one row and one column, and the matrix is %s"
              .formatted(a.shape()));
    }
    long rows = a.grid().rows().tile();
    long columns = a.grid().columns().tile();
    if (a.columns() <= rows) {
      return TileGrid.of(a.rows(), a.columns(), rows, a.columns());
    } else if (a.rows() <= columns) {
      return TileGrid.of(a.rows(), a.columns(), a.rows(), columns);
    }
    long side = TileSizes.ofPanels(Math.min(rows, columns), Math.min(a.rows(), a.columns()));
    return TileGrid.of(a.rows(), a.columns(), side, side);
  }

  private ProgramCall call(String program) {
    return lapwing.program(programs.named(program));
  }

  private static Operand rightHandSide(Operand a, Operand b) {
    if (a.rows() != b.rows()) {
      throw new ShapeMismatch(
          "solve with", a.shape(), b.shape(), "both must have the same number of rows");
    }
    return b.cut(new TileGrid(a.grid().rows(), b.grid().columns()));
  }

  static Operand squareTiles(String operation, Operand a) {
    if (!a.shape().isSquare()) {
      throw new IllegalArgumentException(
          "cannot %s a matrix of %s: it must be square".formatted(operation, a.shape()));
    }
    Partition rows = a.grid().rows();
    return a.cut(new TileGrid(rows, rows));
  }

  /** All columns in one tile, and at least as many rows in every tile but the last. */
  private static Operand tallTiles(Operand a) {
    if (a.rows() < a.columns()) {
      throw new IllegalArgumentException(
          "tsqr needs at least as many rows as columns, and the matrix is %s: take its transpose()"
              .formatted(a.shape()));
    }
    if (a.columns() == 0) {
      throw new IllegalArgumentException(
          "tsqr needs at least one column, and the matrix is %s".formatted(a.shape()));
    }
    long height = Math.max(a.columns(), a.grid().rows().tile());
    return a.cut(TileGrid.of(a.rows(), a.columns(), height, a.columns()));
  }

  private static long chunk(Partition rows, Partition columns, Partition inner) {
    long sums = Math.max(1, rows.tiles() * columns.tiles());
    long parts = Math.min(inner.tiles(), (SIDE_BY_SIDE + sums - 1) / sums);
    return parts <= 1 ? Math.max(1, inner.tiles()) : (inner.tiles() + parts - 1) / parts;
  }

  private static Op op(Operand matrix) {
    return matrix.tiles().untransposed().isPresent() ? TRANS : NO_TRANS;
  }

  private static Operand stored(Operand matrix, Op op) {
    return op == TRANS ? matrix.transpose() : matrix;
  }

  private static Uplo opposite(Uplo uplo) {
    return uplo == Uplo.LOWER ? Uplo.UPPER : Uplo.LOWER;
  }
}
