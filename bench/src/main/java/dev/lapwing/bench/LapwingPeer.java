package dev.lapwing.bench;

import dev.lapwing.BigMatrix;
import dev.lapwing.EigenFactorization;
import dev.lapwing.Entries;
import dev.lapwing.Lapwing;
import dev.lapwing.LapwingBuilder;
import dev.lapwing.LuFactor;
import dev.lapwing.Norm;
import dev.lapwing.QrFactors;
import dev.lapwing.SvdFactorization;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Lapwing's side of {@code ./lapwing bench}: the matrices, the scaled error and the words of the
 * answer are those of {@code bench/peers/recipe.h}.
 *
 * <pre>LapwingPeer OPERATION N TILE THREADS REPEATS [profile]</pre>
 *
 * A tile of 0 is Lapwing's default. The first repeat is a warm-up, and its time is not printed.
 * With {@code profile}, the {@link KernelProfile} of every timed one is.
 */
public final class LapwingPeer {
  private static final double EPS = Math.ulp(1.0) / 2;

  /** The rows of a tall matrix, for each of its columns. */
  private static final long TALL = 64;

  private final Lapwing lapwing;
  private final int n;
  private final int repeats;
  private final Optional<KernelProfile> profile;

  private LapwingPeer(Lapwing lapwing, int n, int repeats, Optional<KernelProfile> profile) {
    this.lapwing = lapwing;
    this.n = n;
    this.repeats = repeats;
    this.profile = profile;
  }

  /** Runs one operation and prints its times and its scaled error. */
  public static void main(String[] arguments) {
    int n = Integer.parseInt(arguments[1]);
    int tile = Integer.parseInt(arguments[2]);
    int threads = Integer.parseInt(arguments[3]);
    Optional<KernelProfile> profile =
        arguments.length > 5 ? Optional.of(new KernelProfile()) : Optional.empty();
    try (Lapwing lapwing = lapwing(tile, threads, profile)) {
      print("runs %s; %d tasks at once", lapwing.kernels(), threads);
      LapwingPeer peer = new LapwingPeer(lapwing, n, Integer.parseInt(arguments[4]), profile);
      print("error %.3e", peer.error(arguments[0]));
    }
  }

  private double error(String operation) {
    return switch (operation) {
      case "potrf" -> potrf();
      case "gemm" -> gemm();
      case "geqrf" -> geqrf();
      case "getrf" -> getrf();
      case "gesvd" -> gesvd(n);
      case "values" -> values();
      case "syevd" -> syevd();
      case "gelqf" -> gelqf();
      case "trsm" -> solution(this::lower, BigMatrix::solveLower);
      case "posv" -> solution(this::positiveDefinite, BigMatrix::solveSpd);
      case "gesv" -> solution((i, j) -> entry(1, i, j), BigMatrix::solve);
      case "potri" -> inverse(this::positiveDefinite, BigMatrix::inverseSpd);
      case "getri" -> inverse((i, j) -> entry(1, i, j), BigMatrix::inverse);
      case "gels" -> gels();
      case "syrk" -> syrk();
      case "tsqr" -> tsqr();
      case "tssvd" -> gesvd(TALL * n);
      default -> throw new IllegalArgumentException("no operation " + operation);
    };
  }

  private static Lapwing lapwing(int tile, int threads, Optional<KernelProfile> profile) {
    LapwingBuilder builder = Lapwing.builder().threads(threads);
    profile.ifPresent(each -> builder.observer(each.observer()));
    return (tile == 0 ? builder : builder.tile(tile)).build();
  }

  /** {@code ||A x - L (L^T x)|| / (n ||A|| ||x|| eps)}. */
  private double potrf() {
    BigMatrix a = lapwing.matrix(n, n, this::positiveDefinite);
    BigMatrix l = timed(() -> a.cholesky().lower());
    BigMatrix x = probe();
    BigMatrix residual = a.multiply(x).minus(l.multiply(l.transpose().multiply(x)));
    return residual.norm(Norm.INFINITY) / (n * a.norm(Norm.INFINITY) * EPS);
  }

  /** {@code ||P (A x) - L (U x)|| / (n ||A|| ||x|| eps)}. */
  private double getrf() {
    BigMatrix a = lapwing.matrix(n, n, (i, j) -> entry(1, i, j));
    LuFactor factor = timed(a::lu);
    BigMatrix x = probe();
    BigMatrix product = factor.lower().multiply(factor.upper().multiply(x));
    BigMatrix residual = a.multiply(x).permuteRows(factor.order()).minus(product);
    return residual.norm(Norm.INFINITY) / (n * a.norm(Norm.INFINITY) * EPS);
  }

  /** {@code ||C x - A (B x)|| / (n ||A|| ||B|| ||x|| eps)}. */
  private double gemm() {
    BigMatrix a = lapwing.matrix(n, n, (i, j) -> entry(1, i, j));
    BigMatrix b = lapwing.matrix(n, n, (i, j) -> entry(2, i, j));
    BigMatrix c = timed(() -> a.multiply(b));
    BigMatrix x = probe();
    BigMatrix residual = c.multiply(x).minus(a.multiply(b.multiply(x)));
    return residual.norm(Norm.INFINITY) / (n * a.norm(Norm.INFINITY) * b.norm(Norm.INFINITY) * EPS);
  }

  /** {@code ||A^T (A x) - R^T (R x)|| / (n ||A^T|| ||A|| ||x|| eps)}; the reflectors are kept. */
  private double geqrf() {
    BigMatrix a = lapwing.matrix(n, n, (i, j) -> entry(1, i, j));
    BigMatrix r = timed(a::qr).r();
    BigMatrix x = probe();
    BigMatrix residual =
        a.transposeMultiply(a.multiply(x)).minus(r.transposeMultiply(r.multiply(x)));
    return residual.norm(Norm.INFINITY) / (n * a.norm(Norm.ONE) * a.norm(Norm.INFINITY) * EPS);
  }

  /** {@code ||A (A^T x) - L (L^T x)|| / (n ||A|| ||A^T|| ||x|| eps)}; the reflectors are kept. */
  private double gelqf() {
    BigMatrix a = lapwing.matrix(n, n, (i, j) -> entry(1, i, j));
    BigMatrix l = timed(a::lq).l();
    BigMatrix x = probe();
    BigMatrix residual =
        a.multiply(a.transposeMultiply(x)).minus(l.multiply(l.transposeMultiply(x)));
    return residual.norm(Norm.INFINITY) / (n * a.norm(Norm.ONE) * a.norm(Norm.INFINITY) * EPS);
  }

  /** {@code ||B x - A (X x)|| / (n ||A|| ||X|| ||x|| eps)}. */
  private double solution(Entries entries, BinaryOperator<BigMatrix> solve) {
    BigMatrix a = lapwing.matrix(n, n, entries);
    BigMatrix b = lapwing.matrix(n, n, (i, j) -> entry(2, i, j));
    BigMatrix x = timed(() -> solve.apply(a, b));
    return solutionError(a, x, b.multiply(probe()));
  }

  /** {@code ||x - A (X x)|| / (n ||A|| ||X|| ||x|| eps)}. */
  private double inverse(Entries entries, UnaryOperator<BigMatrix> invert) {
    BigMatrix a = lapwing.matrix(n, n, entries);
    return solutionError(a, timed(() -> invert.apply(a)), probe());
  }

  private double solutionError(BigMatrix a, BigMatrix x, BigMatrix right) {
    BigMatrix residual = right.minus(a.multiply(x.multiply(probe())));
    return residual.norm(Norm.INFINITY) / (n * a.norm(Norm.INFINITY) * x.norm(Norm.INFINITY) * EPS);
  }

  /** {@code ||A^T (B x - A (X x))|| / (n ||A^T|| ||B|| ||x|| eps)}. */
  private double gels() {
    int half = n / 2;
    BigMatrix a = lapwing.matrix(n, half, (i, j) -> entry(1, i, j));
    BigMatrix b = lapwing.matrix(n, half, (i, j) -> entry(2, i, j));
    BigMatrix x = timed(() -> a.leastSquares(b));
    BigMatrix p = probe().slice(0, half, 0, 1);
    BigMatrix left = b.multiply(p).minus(a.multiply(x.multiply(p)));
    double residual = a.transposeMultiply(left).norm(Norm.INFINITY);
    return residual / (n * a.norm(Norm.ONE) * b.norm(Norm.INFINITY) * EPS);
  }

  /** {@code ||C x - A^T (A x)|| / (n ||A^T|| ||A|| ||x|| eps)}. */
  private double syrk() {
    BigMatrix a = lapwing.matrix(n, n, (i, j) -> entry(1, i, j));
    BigMatrix c = timed(a::gram);
    BigMatrix x = probe();
    BigMatrix residual = c.multiply(x).minus(a.transposeMultiply(a.multiply(x)));
    return residual.norm(Norm.INFINITY) / (n * a.norm(Norm.ONE) * a.norm(Norm.INFINITY) * EPS);
  }

  /** {@code ||A x - U (S (V^T x))|| / (n ||A|| ||x|| eps)}. */
  private double gesvd(long rows) {
    BigMatrix a = lapwing.matrix(rows, n, (i, j) -> entry(1, i, j));
    SvdFactorization svd = timed(a::svd);
    return spectralError(a, svd.u(), svd.singularValues(), svd.vt());
  }

  /** {@code | ||s||_2 - ||A||_F | / (n ||A||_F eps)}. */
  private double values() {
    BigMatrix a = lapwing.matrix(n, n, (i, j) -> entry(1, i, j));
    double[] values = timed(() -> new Values(a.singularValues())).values();
    double norm = a.norm(Norm.FROBENIUS);
    double ofValues = Math.sqrt(Arrays.stream(values).map(value -> value * value).sum());
    return Math.abs(ofValues - norm) / (n * norm * EPS);
  }

  /** {@code ||A x - V (W (V^T x))|| / (n ||A|| ||x|| eps)}. */
  private double syevd() {
    BigMatrix a = lapwing.matrix(n, n, (i, j) -> entry(1, Math.max(i, j), Math.min(i, j)));
    EigenFactorization eigen = timed(a::eigh);
    return spectralError(a, eigen.vectors(), eigen.values(), eigen.vectors().transpose());
  }

  private double spectralError(BigMatrix a, BigMatrix u, double[] values, BigMatrix vt) {
    BigMatrix x = probe();
    BigMatrix y = vt.multiply(x);
    BigMatrix scaled = lapwing.matrix(n, 1, (i, j) -> values[(int) i] * y.get(i, 0));
    BigMatrix residual = a.multiply(x).minus(u.multiply(scaled));
    return residual.norm(Norm.INFINITY) / (n * a.norm(Norm.INFINITY) * EPS);
  }

  /** {@code ||A x - Q (R x)|| / (n ||A|| ||x|| eps)}. */
  private double tsqr() {
    BigMatrix a = lapwing.matrix(TALL * n, n, (i, j) -> entry(1, i, j));
    QrFactors factors = timed(a::tsqr);
    BigMatrix x = probe();
    BigMatrix residual = a.multiply(x).minus(factors.q().multiply(factors.r().multiply(x)));
    return residual.norm(Norm.INFINITY) / (n * a.norm(Norm.INFINITY) * EPS);
  }

  /** What has no memory to give back. */
  private record Values(double[] values) implements AutoCloseable {
    @Override
    public void close() {}
  }

  private <T extends AutoCloseable> T timed(Supplier<T> operation) {
    close(operation.get());
    for (int repeat = 1; repeat < repeats; repeat++) {
      close(timedOnce(operation));
    }
    return timedOnce(operation);
  }

  private static void close(AutoCloseable result) {
    try {
      result.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private <T> T timedOnce(Supplier<T> operation) {
    profile.ifPresent(KernelProfile::begin);
    long start = System.nanoTime();
    T result = operation.get();
    print("time %.9f", (System.nanoTime() - start) * 1e-9);
    profile.ifPresent(each -> each.rows(lapwing.threads()).forEach(row -> print("%s", row)));
    return result;
  }

  private BigMatrix probe() {
    return lapwing.matrix(n, 1, (i, j) -> entry(3, i, 0) < 0 ? -1 : 1);
  }

  private double positiveDefinite(long i, long j) {
    return entry(1, Math.max(i, j), Math.min(i, j)) + (i == j ? n : 0);
  }

  private double lower(long i, long j) {
    return i < j ? 0 : positiveDefinite(i, j);
  }

  /** Uniform on [-1/2, 1/2): the finaliser of splitmix64 over the two indices. */
  private static double entry(long which, long i, long j) {
    long z = which * 0x9E3779B97F4A7C15L + (i << 32 | j);
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return ((z ^ (z >>> 31)) >>> 11) * 0x1p-53 - 0.5;
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
