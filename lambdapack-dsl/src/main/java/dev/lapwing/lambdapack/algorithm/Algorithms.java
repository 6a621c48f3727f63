package dev.lapwing.lambdapack.algorithm;

import dev.lapwing.lambdapack.Axis;
import dev.lapwing.lambdapack.Diag;
import dev.lapwing.lambdapack.EntryFunction;
import dev.lapwing.lambdapack.EntryOperator;
import dev.lapwing.lambdapack.Op;
import dev.lapwing.lambdapack.Reduction;
import dev.lapwing.lambdapack.Uplo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The algorithms that ship with Lapwing, by name. */
public final class Algorithms {

  private static final List<Algorithm> ALL = List.copyOf(build());

  private Algorithms() {}

  /** All algorithms, variants of one beside each other. */
  public static List<Algorithm> all() {
    return ALL;
  }

  /**
   * The algorithm with a name.
   *
   * @throws IllegalArgumentException if there is none; the message lists the names
   */
  public static Algorithm named(String name) {
    return ALL.stream()
        .filter(algorithm -> algorithm.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no algorithm " + name + "; there are " + names()));
  }

  private static String names() {
    return ALL.stream().map(Algorithm::name).collect(Collectors.joining(", "));
  }

  private static List<Algorithm> build() {
    List<Algorithm> all = new ArrayList<>();
    addProducts(all);
    all.add(new Algorithm(Syrk.program(), "Gram matrix G = A^T A, both triangles"));
    all.add(new Algorithm(Cholesky.program(), "Cholesky factorization A = L L^T"));
    all.add(
        new Algorithm(CholeskyChunked.program(), "the same, with few scratch tiles: for storage"));
    all.add(
        new Algorithm(Posv.program(), "Cholesky factorization A = L L^T and solution of A X = B"));
    addTriangularSolves(all);
    addLu(all);
    all.add(new Algorithm(Tsqr.program(), "R of a tall A = Q R"));
    all.add(new Algorithm(TsqrFormQ.program(), "R and Q of a tall A = Q R"));
    all.add(new Algorithm(TsqrApplyQt.program(), "R of a tall A = Q R, and C = Q^T B"));
    all.add(new Algorithm(TsqrApplyQ.program(), "R of a tall A = Q R, and C = Q B"));
    addFactorizationsByTiles(all);
    all.add(new Algorithm(Band.program(), "band matrix B of A = Q B P^T"));
    all.add(new Algorithm(Band.factor(), "the same, and Q and P as their reflectors"));
    all.add(new Algorithm(SingularValues.program(), "singular values of A"));
    all.add(new Algorithm(SvdDirect.values(), "the same of a small one, reduced by one task"));
    all.add(new Algorithm(BandSvd.program(), "A = U S V^T from the band matrix and reflectors"));
    all.add(new Algorithm(SvdDirect.program(), "A = U S V^T of a small A, reduced by one task"));
    all.add(new Algorithm(Eigh.values(), "eigenvalues of a symmetric A"));
    all.add(new Algorithm(Eigh.program(), "A = V W V^T of a symmetric A"));
    all.add(new Algorithm(EighDirect.values(), "the same of a small one, reduced by one task"));
    all.add(new Algorithm(EighDirect.program(), "A = V W V^T of a small symmetric A, likewise"));
    all.add(new Algorithm(Axpby.program(), "C = alpha A + beta B"));
    all.add(new Algorithm(Scale.program(), "C = alpha A"));
    all.add(new Algorithm(PlusRow.program(), "C = A + 1 R, a row added to every row"));
    all.add(new Algorithm(PlusRow.minus(), "C = A - 1 R, a row taken from every row"));
    all.add(new Algorithm(ScaleColumns.program(), "C = A diag(R), every column times its number"));
    all.add(new Algorithm(Convert.program(), "C = A in another precision"));
    all.add(new Algorithm(Shift.program(), "C = A + alpha I"));
    all.add(new Algorithm(Transpose.program(), "C = A^T"));
    all.add(new Algorithm(Pad.program(), "C = [B; 0]"));
    addInverses(all);
    addCuts(all);
    addEntrywise(all);
    addReductions(all);
    return all;
  }

  private static void addFactorizationsByTiles(List<Algorithm> all) {
    all.add(new Algorithm(Qr.program(), "R of any A = Q R"));
    all.add(new Algorithm(QrFactor.program(), "R of any A = Q R, and Q as its reflectors"));
    all.add(new Algorithm(QrFormQ.program(), "first columns of Q from its reflectors"));
    all.add(new Algorithm(QrApplyQ.program(), "C = Q B, Q given by its reflectors"));
    all.add(new Algorithm(QrApplyQt.program(), "C = Q^T B, Q given by its reflectors"));
  }

  private static void addLu(List<Algorithm> all) {
    all.add(new Algorithm(Lu.program(), "LU factorization P A = L U of a square A, pivoted"));
    all.add(new Algorithm(Lu.rectangular(), "the same of an A of any shape"));
    all.add(new Algorithm(Gesv.program(), "solution of A X = B by LU factorization"));
    all.add(new Algorithm(Getrs.program(), "solution of A X = B from the factors of A"));
    all.add(new Algorithm(Getrs.transposed(), "solution of A^T X = B from the factors of A"));
    all.add(new Algorithm(PermuteRows.program(), "rows of A in the order of P"));
  }

  private static void addInverses(List<Algorithm> all) {
    for (Uplo uplo : Uplo.values()) {
      for (Diag diag : Diag.values()) {
        String triangle = (diag == Diag.UNIT ? "unit " : "") + uplo.name().toLowerCase(Locale.ROOT);
        all.add(new Algorithm(
            TriangularInverse.program(uplo, diag), "inverse of T, " + triangle + " triangular"));
      }
    }
    all.add(new Algorithm(SpdInverse.program(), "inverse of a symmetric positive definite A"));
    all.add(new Algorithm(SpdInverse.fromFactor(), "the same from the Cholesky factor of A"));
  }

  private static void addCuts(List<Algorithm> all) {
    all.add(new Algorithm(Copy.program(), "C = A; A may be a slice, or cut in other tiles"));
    all.add(new Algorithm(Concatenate.program(Axis.ROWS), "C = [A; B], B = [H; T]"));
    all.add(new Algorithm(Concatenate.program(Axis.COLUMNS), "C = [A, B], B = [H, T]"));
    all.add(new Algorithm(Triangle.program(Uplo.LOWER), "L of the factors in one matrix"));
    all.add(new Algorithm(Triangle.program(Uplo.UPPER), "U of the factors in one matrix"));
    all.add(new Algorithm(IdentityMatrix.program(), "identity"));
    all.add(new Algorithm(Diagonal.program(), "main diagonal of A, as a column"));
  }

  private static void addEntrywise(List<Algorithm> all) {
    for (EntryFunction function : EntryFunction.values()) {
      all.add(new Algorithm(
          MapEntries.program(function), "function " + function.id() + " of every entry of A"));
    }
    for (EntryOperator operator : EntryOperator.values()) {
      all.add(new Algorithm(
          CombineEntries.program(operator), "A " + operator.id() + " B, entry by entry"));
    }
  }

  private static void addReductions(List<Algorithm> all) {
    all.add(new Algorithm(Reduce.along(Axis.ROWS, Reduction.SUM, "row-sums"), "sum of every row"));
    all.add(new Algorithm(
        Reduce.along(Axis.COLUMNS, Reduction.SUM, "column-sums"), "sum of every column"));
    all.add(new Algorithm(Reduce.all(Reduction.SUM, "sum"), "sum of all entries"));
    all.add(new Algorithm(Reduce.mean(Axis.ROWS, "row-means"), "mean of every row"));
    all.add(new Algorithm(Reduce.mean(Axis.COLUMNS, "column-means"), "mean of every column"));
    all.add(new Algorithm(Reduce.mean(), "mean of all entries"));
    all.add(new Algorithm(
        Reduce.along(Axis.ROWS, Reduction.MIN, "row-minima"), "least entry of every row"));
    all.add(new Algorithm(
        Reduce.along(Axis.COLUMNS, Reduction.MIN, "column-minima"), "least entry of every column"));
    all.add(new Algorithm(Reduce.all(Reduction.MIN, "minimum"), "least entry"));
    all.add(new Algorithm(
        Reduce.along(Axis.ROWS, Reduction.MAX, "row-maxima"), "greatest entry of every row"));
    all.add(new Algorithm(
        Reduce.along(Axis.COLUMNS, Reduction.MAX, "column-maxima"),
        "greatest entry of every column"));
    all.add(new Algorithm(Reduce.all(Reduction.MAX, "maximum"), "greatest entry"));
    all.add(new Algorithm(Reduce.oneNorm(), "1-norm of A"));
    all.add(new Algorithm(Reduce.infinityNorm(), "infinity-norm of A"));
    all.add(new Algorithm(Reduce.frobeniusNorm(), "Frobenius norm of A"));
    all.add(new Algorithm(Reduce.maxNorm(), "largest absolute value in A"));
    all.add(new Algorithm(Lanczos.program(), "steps of the Lanczos bidiagonalization of A"));
  }

  private static void addProducts(List<Algorithm> all) {
    for (Op transA : Op.values()) {
      for (Op transB : Op.values()) {
        String description = "product C = " + written("A", transA) + " " + written("B", transB);
        all.add(new Algorithm(Gemm.program(transA, transB), description));
      }
    }
  }

  private static void addTriangularSolves(List<Algorithm> all) {
    for (Uplo uplo : Uplo.values()) {
      for (Op trans : Op.values()) {
        for (Diag diag : Diag.values()) {
          String triangle = uplo == Uplo.LOWER ? "lower" : "upper";
          String unit = diag == Diag.UNIT ? " unit" : "";
          all.add(new Algorithm(
              TriangularSolve.program(uplo, trans, diag),
              "solution of " + written("T", trans) + " X = B, T" + unit + " " + triangle
                  + " triangular"));
        }
      }
    }
  }

  private static String written(String matrix, Op op) {
    return op == Op.TRANS ? matrix + "^T" : matrix;
  }
}
