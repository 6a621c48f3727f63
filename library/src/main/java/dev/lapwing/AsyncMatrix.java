package dev.lapwing;

import dev.lapwing.lambdapack.Axis;
import dev.lapwing.lambdapack.EntryFunction;
import dev.lapwing.lambdapack.EntryOperator;
import dev.lapwing.lambdapack.Uplo;
import dev.lapwing.state.Precision;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The operations of a {@link BigMatrix}, started and not waited for: each gives a {@link Run}.
 * Arguments are checked at once, by the call. Arguments may be closed while the run lasts.
 */
public final class AsyncMatrix {
  private final BigMatrix a;
  private final RunOptions options;

  AsyncMatrix(BigMatrix a, RunOptions options) {
    this.a = a;
    this.options = options;
  }

  /** See {@link BigMatrix#plus}. */
  public Run<BigMatrix> plus(BigMatrix b) {
    return one("C", operations().axpby("add", 1, left(), 1, Operand.of(b)));
  }

  /** See {@link BigMatrix#minus}. */
  public Run<BigMatrix> minus(BigMatrix b) {
    return one("C", operations().axpby("subtract", 1, left(), -1, Operand.of(b)));
  }

  /** See {@link BigMatrix#times}. */
  public Run<BigMatrix> times(BigMatrix b) {
    return combine(EntryOperator.TIMES, b);
  }

  /** See {@link BigMatrix#divide}. */
  public Run<BigMatrix> divide(BigMatrix b) {
    return combine(EntryOperator.DIVIDE, b);
  }

  /** See {@link BigMatrix#combine}. */
  public Run<BigMatrix> combine(EntryOperator operator, BigMatrix b) {
    return one("C", operations().entries().combine(operator, left(), Operand.of(b)));
  }

  /** See {@link BigMatrix#map}. */
  public Run<BigMatrix> map(EntryFunction function, double... scalars) {
    return one("C", operations().entries().map(function, left(), scalars));
  }

  /** See {@link BigMatrix#sum(Axis)}. */
  public Run<BigMatrix> sum(Axis axis) {
    return reduce(Statistic.SUM, axis);
  }

  /** See {@link BigMatrix#sum()}. */
  public Run<Double> sum() {
    return reduce(Statistic.SUM);
  }

  /** See {@link BigMatrix#mean(Axis)}. */
  public Run<BigMatrix> mean(Axis axis) {
    return reduce(Statistic.MEAN, axis);
  }

  /** See {@link BigMatrix#mean()}. */
  public Run<Double> mean() {
    return reduce(Statistic.MEAN);
  }

  /** See {@link BigMatrix#min(Axis)}. */
  public Run<BigMatrix> min(Axis axis) {
    return reduce(Statistic.MIN, axis);
  }

  /** See {@link BigMatrix#min()}. */
  public Run<Double> min() {
    return reduce(Statistic.MIN);
  }

  /** See {@link BigMatrix#max(Axis)}. */
  public Run<BigMatrix> max(Axis axis) {
    return reduce(Statistic.MAX, axis);
  }

  /** See {@link BigMatrix#max()}. */
  public Run<Double> max() {
    return reduce(Statistic.MAX);
  }

  private Run<BigMatrix> reduce(Statistic statistic, Axis axis) {
    return one("R", operations().entries().reduce(statistic, axis, left()));
  }

  private Run<Double> reduce(Statistic statistic) {
    return number(operations().entries().reduce(statistic, left()));
  }

  /** See {@link BigMatrix#above}. */
  public Run<BigMatrix> above(BigMatrix... below) {
    return Concatenation.start(Axis.ROWS, a, List.of(below), options);
  }

  /** See {@link BigMatrix#beside}. */
  public Run<BigMatrix> beside(BigMatrix... others) {
    return Concatenation.start(Axis.COLUMNS, a, List.of(others), options);
  }

  /** See {@link BigMatrix#diagonal}. */
  public Run<BigMatrix> diagonal() {
    return one("D", operations().entries().diagonal(left()));
  }

  /** See {@link BigMatrix#scale}. */
  public Run<BigMatrix> scale(double alpha) {
    return one("C", operations().scale(alpha, left()));
  }

  /** See {@link BigMatrix#plusDiagonal}. */
  public Run<BigMatrix> plusDiagonal(double alpha) {
    return one("C", operations().shift(left(), alpha));
  }

  /** See {@link BigMatrix#multiply}. */
  public Run<BigMatrix> multiply(BigMatrix b) {
    return one("C", operations().gemm(left(), Operand.of(b)));
  }

  /** See {@link BigMatrix#transposeMultiply}. */
  public Run<BigMatrix> transposeMultiply(BigMatrix b) {
    try (BigMatrix transpose = a.transpose()) {
      return transpose.async(options).multiply(b);
    }
  }

  /** See {@link BigMatrix#gram}. */
  public Run<BigMatrix> gram() {
    return one("G", operations().syrk(left()));
  }

  /** See {@link BigMatrix#cholesky}. */
  public Run<CholeskyFactor> cholesky() {
    return new MappedRun<>(one("L", operations().cholesky(left())), CholeskyFactor::new);
  }

  /** See {@link BigMatrix#lu}; {@link RunOptions#writeTo} speaks of {@link LuFactor#packed}. */
  public Run<LuFactor> lu() {
    return inTiles(
        "lu",
        operations().pivoted().copied(left()),
        matrix ->
            new MappedRun<>(
                operations().pivoted().lu(Operand.of(matrix)).options("F", options).start(),
                results -> new LuFactor(results.get("F"), results.get("P"))));
  }

  /** See {@link BigMatrix#solve}. */
  public Run<BigMatrix> solve(BigMatrix b) {
    LuOperations.requireSolvable(left(), Operand.of(b));
    if (b.columns() == 0) {
      return new MatrixWork(a.lapwing(), options).copy(b);
    }
    BigMatrix right = b.slice(0, b.rows(), 0, b.columns());
    Run<BigMatrix> run =
        inTiles(
            "gesv",
            operations().pivoted().copied(left()),
            matrix -> one("X", operations().pivoted().gesv(Operand.of(matrix), Operand.of(right))));
    Joining.atEnd(run.future(), right::close);
    return run;
  }

  /** See {@link BigMatrix#solveSpd}. */
  public Run<BigMatrix> solveSpd(BigMatrix b) {
    return one("X", operations().posv(left(), Operand.of(b)));
  }

  /** See {@link BigMatrix#solveMixed}. */
  public Run<MixedSolution> solveMixed(BigMatrix b) {
    return MixedPrecision.start(a, b, false);
  }

  /** See {@link BigMatrix#solveSpdMixed}. */
  public Run<MixedSolution> solveSpdMixed(BigMatrix b) {
    return MixedPrecision.start(a, b, true);
  }

  /** See {@link BigMatrix#inverse}. */
  public Run<BigMatrix> inverse() {
    LuOperations.requireSquare("invert", left());
    return Identity.solvedBy("inverse", a, this::solve);
  }

  /** See {@link BigMatrix#inverseLower}. */
  public Run<BigMatrix> inverseLower() {
    return one("X", operations().trtri(Uplo.LOWER, left()));
  }

  /** See {@link BigMatrix#inverseUpper}. */
  public Run<BigMatrix> inverseUpper() {
    return one("X", operations().trtri(Uplo.UPPER, left()));
  }

  /** See {@link BigMatrix#inverseSpd}. */
  public Run<BigMatrix> inverseSpd() {
    return one("X", operations().inverseSpd(left()));
  }

  /** See {@link BigMatrix#determinant}. */
  public Run<Determinant> determinant() {
    LuOperations.requireSquare("compute the determinant of", left());
    return new ChainedRun<>(
        "determinant",
        a.async().lu(),
        factor -> {
          try (factor) {
            return factor.determinantAsync();
          }
        });
  }

  /** See {@link BigMatrix#reciprocalCondition}. */
  public Run<Double> reciprocalCondition() {
    LuOperations.requireSquare("estimate the condition of", left());
    BigMatrix matrix = a.view();
    Run<Double> run =
        TileRun.start(
            a.lapwing().engine(),
            "condition",
            loop -> {
              double norm = matrix.norm(Norm.ONE);
              try (LuFactor factor = matrix.lu()) {
                return ConditionEstimate.of(factor, norm, loop::checkpoint);
              }
            });
    Joining.atEnd(run.future(), matrix::close);
    return run;
  }

  /** See {@link BigMatrix#permuteRows}. */
  public Run<BigMatrix> permuteRows(BigMatrix order) {
    return one("C", operations().pivoted().permuteRows(left(), Operand.of(order)));
  }

  /** See {@link BigMatrix#solveLower}. */
  public Run<BigMatrix> solveLower(BigMatrix b) {
    return one("X", operations().trsm(Uplo.LOWER, left(), Operand.of(b)));
  }

  /** See {@link BigMatrix#solveUpper}. */
  public Run<BigMatrix> solveUpper(BigMatrix b) {
    return one("X", operations().trsm(Uplo.UPPER, left(), Operand.of(b)));
  }

  /** See {@link BigMatrix#tsqr}; {@link RunOptions#writeTo} speaks of Q. */
  public Run<QrFactors> tsqr() {
    return new MappedRun<>(
        operations().tsqr("tsqr-q", left()).options("Q", options).start(),
        results -> new QrFactors(results.get("Q"), results.get("R")));
  }

  /** See {@link BigMatrix#tsqrR}. */
  public Run<BigMatrix> tsqrR() {
    return one("R", operations().tsqr("tsqr", left()));
  }

  /** See {@link BigMatrix#qr()}; {@link RunOptions#writeTo} speaks of R. */
  public Run<QrFactorization> qr() {
    return qr(QrTree.automatic());
  }

  /** See {@link BigMatrix#qr(QrTree)}; {@link RunOptions#writeTo} speaks of R. */
  public Run<QrFactorization> qr(QrTree tree) {
    return inTiles(
        "qr-factor",
        Operations.copiedForQr(left()),
        matrix -> operations().qrFactor(Operand.of(matrix), tree, options));
  }

  /** See {@link BigMatrix#qrR}. */
  public Run<BigMatrix> qrR() {
    return qrR(QrTree.automatic());
  }

  /** As {@link #qrR()}, along a tree of choice. */
  public Run<BigMatrix> qrR(QrTree tree) {
    return inTiles(
        "qr",
        Operations.copiedForQr(left()),
        matrix -> one("R", operations().qr(Operand.of(matrix), tree)));
  }

  /** See {@link BigMatrix#lq()}. */
  public Run<LqFactorization> lq() {
    return lq(QrTree.automatic());
  }

  /** See {@link BigMatrix#lq(QrTree)}. */
  public Run<LqFactorization> lq(QrTree tree) {
    return new MappedRun<>(
        operations().qrFactor(left().transpose(), tree, options), LqFactorization::new);
  }

  /** See {@link BigMatrix#singularValues}. */
  public Run<double[]> singularValues() {
    return new Svd(operations(), options).values(a);
  }

  /** See {@link BigMatrix#svd}; {@link RunOptions#writeTo} speaks of U. */
  public Run<SvdFactorization> svd() {
    return new Svd(operations(), options).factors(a);
  }

  /** See {@link BigMatrix#svdRandomised(Sketch)}; {@link RunOptions#writeTo} speaks of U. */
  public Run<LowRankSvd> svdRandomised(Sketch sketch) {
    return RandomisedSvd.start(a, sketch, options);
  }

  /** See {@link BigMatrix#pca(PcaOptions)}; {@link RunOptions#writeTo} speaks of the scores. */
  public Run<PrincipalComponents> pca(PcaOptions pca) {
    return Pca.start(a, pca, options);
  }

  /** See {@link BigMatrix#eigenvalues}. */
  public Run<double[]> eigenvalues() {
    return new Eigen(operations()).values(a);
  }

  /** See {@link BigMatrix#eigh}; {@link RunOptions#writeTo} speaks of the vectors. */
  public Run<EigenFactorization> eigh() {
    return new Eigen(operations()).factors(a, options);
  }

  /** See {@link BigMatrix#leastSquares}. */
  public Run<BigMatrix> leastSquares(BigMatrix b) {
    return new LeastSquares(a, options).start(b);
  }

  /** See {@link BigMatrix#copy}. */
  public Run<BigMatrix> copy() {
    return new MatrixWork(a.lapwing(), options).copy(a);
  }

  /** See {@link BigMatrix#to}. */
  public Run<BigMatrix> to(Precision precision) {
    return one("C", operations().convert(left()).precision(precision));
  }

  /** See {@link BigMatrix#save}; gives the matrix itself. */
  public Run<BigMatrix> save(String uri) {
    return new MatrixWork(a.lapwing(), options).save(a, uri);
  }

  /** See {@link BigMatrix#norm}. */
  public Run<Double> norm(Norm norm) {
    return norm == Norm.TWO ? TwoNorm.start(a) : number(operations().entries().norm(norm, left()));
  }

  /** Starts a run on this matrix, or on a copy in the tiles that it wants. */
  private <T> Run<T> inTiles(
      String name, Optional<Shape> wanted, Function<BigMatrix, Run<T>> start) {
    return wanted
        .<Run<T>>map(tile -> ChainedRun.closing(name, copied(tile), start))
        .orElseGet(() -> start.apply(a));
  }

  private Run<BigMatrix> copied(Shape tile) {
    return new MatrixWork(a.lapwing(), RunOptions.defaults().tile(tile)).copy(a);
  }

  private Operand left() {
    return Operand.of(a);
  }

  private Operations operations() {
    return a.lapwing().operations();
  }

  /** The one entry of a result that nobody keeps. */
  private Run<Double> number(ProgramCall call) {
    return new MappedRun<>(
        call.only("R", options),
        result -> {
          try (result) {
            return result.get(0, 0);
          }
        });
  }

  private Run<BigMatrix> one(String output, ProgramCall call) {
    return call.only(output, options);
  }
}
