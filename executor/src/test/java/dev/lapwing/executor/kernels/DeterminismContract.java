package dev.lapwing.executor.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lapwing.state.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * The same inputs give the same bits: again, anywhere in memory, and beside other calls; and in
 * floats, what they give in doubles, as far as floats go.
 */
interface DeterminismContract extends KernelContract {

  @Test
  default void repeatedCallsGiveTheSameBits() throws KernelFailure {
    List<double[]> first = everyKernel(calls());
    for (int i = 0; i < 5; i++) {
      assertSameBits(everyKernel(calls()), first);
    }
  }

  @Test
  default void theBitsDoNotDependOnWhereTilesLie() throws KernelFailure {
    List<double[]> aligned = everyKernel(calls());
    for (int bytes : new int[] {8, 16, 24, 32, 40, 56}) {
      assertSameBits(everyKernel(calls(), bytes), aligned);
    }
  }

  @Test
  default void callsFromManyThreadsAtOnceGiveTheSameBits()
      throws KernelFailure, ExecutionException, InterruptedException {
    List<double[]> alone = everyKernel(calls());
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<List<double[]>>> together = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        together.add(threads.submit(() -> everyKernel(calls())));
      }
      for (Future<List<double[]>> results : together) {
        assertSameBits(results.get(), alone);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  default void floatsGiveWhatDoublesGive() throws KernelFailure {
    List<double[]> doubles = everyKernel(calls());
    List<double[]> floats = everyKernel(new Calls(kernels(), Precision.FLOAT32));
    assertSameBits(everyKernel(new Calls(kernels(), Precision.FLOAT32)), floats);
    for (int i = 0; i < doubles.size(); i++) {
      double[] expected = doubles.get(i);
      double size = Arrays.stream(expected).map(Math::abs).max().orElse(0);
      // Orders are below 200, and conditions below some hundreds.
      double error = 200 * 200 * Precision.FLOAT32.unitRoundoff() * size;
      assertThat(floats.get(i)).as("result %d", i).containsExactly(expected, within(error));
      assertThat(Arrays.stream(floats.get(i)).allMatch(value -> (float) value == value)).isTrue();
    }
  }

  private static void assertSameBits(List<double[]> actual, List<double[]> expected) {
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i)).as("result %d", i).isEqualTo(expected.get(i));
    }
  }

  /** The results of every kernel that computes, at orders with all sorts of remainders. */
  private static List<double[]> everyKernel(Calls used) throws KernelFailure {
    return everyKernel(used, 0);
  }

  /**
   * A band of one tile, and of several; what is applied to the identity is sensitive to nothing.
   */
  private static List<Dense> bandKernels(Calls calls, int misalignment, Dense a)
      throws KernelFailure {
    int n = a.rows();
    List<Dense> reduced =
        calls
            .call("gbbrd(B)")
            .misaligned(misalignment)
            .in(a.triangle(false).plus(Dense.identity(n).times(n)))
            .in(Dense.zeros(n, n))
            .out(n, 2)
            .out(n, n)
            .out(n, n)
            .run();
    Dense product =
        calls
            .call("ormbr(R,N)")
            .misaligned(misalignment)
            .in(reduced.get(1))
            .in(Dense.identity(n))
            .out(n, n)
            .result();
    Dense values =
        calls.call("bdsqr").misaligned(misalignment).in(reduced.get(0)).out(n, 1).result();
    List<Dense> results = new ArrayList<>(List.of(reduced.get(0), product, values));
    results.addAll(directKernels(calls, misalignment, a.plus(a.transposed())));
    return results;
  }

  /** What is applied is sensitive to roundings of the reflectors, which the diagonals are not. */
  private static List<Dense> directKernels(Calls calls, int misalignment, Dense a)
      throws KernelFailure {
    int n = a.rows();
    List<Dense> reduced =
        calls
            .call("sytrd(V)")
            .misaligned(misalignment)
            .in(a)
            .out(n, 2)
            .out(n, n)
            .out(Math.min(n, 64), n)
            .run();
    Dense diagonal = Dense.of(n, 1, (i, j) -> reduced.get(0).get(i, 0));
    Dense turned =
        calls
            .call("ormtr(L,N)")
            .misaligned(misalignment)
            .in(reduced.get(1))
            .in(reduced.get(2))
            .in(Dense.identity(n))
            .scalars(0, 1)
            .out(n, n)
            .result();
    Dense two = calls.call("gebrd(N)").misaligned(misalignment).in(a).out(n, 2).result();
    Dense values = calls.call("bdsqr").misaligned(misalignment).in(two).out(n, 1).result();
    List<Dense> results = new ArrayList<>(List.of(diagonal, turned, values));
    results.addAll(directVectors(calls, misalignment, a));
    return results;
  }

  /** Both sides of a matrix, applied as above. */
  private static List<Dense> directVectors(Calls calls, int misalignment, Dense a)
      throws KernelFailure {
    int n = a.rows();
    int block = Math.min(n, 64);
    List<Dense> reduced =
        calls
            .call("gebrd(B)")
            .misaligned(misalignment)
            .in(a)
            .out(n, 2)
            .out(n, n)
            .out(n, n)
            .out(block, n)
            .out(block, n)
            .run();
    List<Dense> results = new ArrayList<>(List.of(reduced.get(0)));
    for (int side = 0; side < 2; side++) {
      results.add(
          calls
              .call(side == 0 ? "ormbr(Q,L,N)" : "ormbr(P,L,N)")
              .misaligned(misalignment)
              .in(reduced.get(1 + side))
              .in(reduced.get(3 + side))
              .in(Dense.identity(n))
              .scalars(0, 1)
              .out(n, n)
              .result());
    }
    return results;
  }

  private static List<double[]> everyKernel(Calls used, int misalignment) throws KernelFailure {
    List<Dense> results = new ArrayList<>();
    try (Calls calls = used) {
      for (int n : new int[] {5, 47, 131}) {
        Dense a = Dense.random(n, n, 1);
        Dense b = Dense.random(n, n, 2);
        Dense spd = Dense.positiveDefinite(n, 3);
        Dense t = Dense.triangular(n, true, 4);
        results.addAll(calls.call("potrf").misaligned(misalignment).in(spd).out(n, n).run());
        for (String trans : NO_AND_YES) {
          results.addAll(
              calls
                  .call("gemm(" + trans + ",T,1)")
                  .misaligned(misalignment)
                  .in(a)
                  .in(b)
                  .in(t)
                  .scalars(-1)
                  .out(n, n)
                  .run());
          results.addAll(
              calls
                  .call("syrk(L," + trans + ",1)")
                  .misaligned(misalignment)
                  .in(spd)
                  .in(a)
                  .scalars(-1)
                  .out(n, n)
                  .run());
          for (String side : List.of("L", "R")) {
            results.addAll(
                calls
                    .call("trsm(" + side + ",L," + trans + ",N)")
                    .misaligned(misalignment)
                    .in(t)
                    .in(a)
                    .out(n, n)
                    .run());
          }
        }
        for (String id : List.of("trtri(L,N)", "map(exp)")) {
          results.addAll(calls.call(id).misaligned(misalignment).in(t).out(n, n).run());
        }
        results.addAll(
            calls
                .call("reduce(sum,C)")
                .misaligned(misalignment)
                .range(List.of(a, b))
                .out(1, n)
                .run());
        results.addAll(
            calls.call("lassq").misaligned(misalignment).range(List.of(a, b)).out(2, n).run());
        results.addAll(pivotKernels(calls, misalignment, a, b));
        results.addAll(bandKernels(calls, misalignment, a));
        List<Dense> qr =
            calls.call("geqrt").misaligned(misalignment).in(a).out(n, n).out(n, n).out(32, n).run();
        results.addAll(qr);
        results.addAll(
            calls
                .call("gemqrt(T)")
                .misaligned(misalignment)
                .in(qr.get(1))
                .in(qr.get(2))
                .in(b)
                .out(n, n)
                .run());
        List<Dense> pair =
            calls
                .call("tpqrt(N)")
                .misaligned(misalignment)
                .in(qr.get(0))
                .in(b)
                .out(n, n)
                .out(n, n)
                .out(32, n)
                .run();
        results.addAll(pair);
        results.addAll(
            calls
                .call("tpmqrt(N,N,1)")
                .misaligned(misalignment)
                .in(pair.get(1))
                .in(pair.get(2))
                .in(a)
                .in(b)
                .out(n, n)
                .out(n, n)
                .run());
      }
    }
    return results.stream().map(Dense::values).toList();
  }

  /** A step of an elimination on two tiles. */
  private static List<Dense> pivotKernels(Calls calls, int misalignment, Dense a, Dense b)
      throws KernelFailure {
    int n = a.rows();
    List<Dense> winners =
        calls
            .call("tntpiv(A)")
            .misaligned(misalignment)
            .range(List.of(a, b))
            .scalars(0)
            .out(n, n)
            .out(n, 1)
            .run();
    List<Dense> factors =
        calls
            .call("getrf")
            .misaligned(misalignment)
            .in(winners.get(0))
            .in(winners.get(1))
            .in(a)
            .out(n, n)
            .out(n, 1)
            .run();
    Dense l =
        calls
            .call("swptrsm")
            .misaligned(misalignment)
            .in(b)
            .in(a)
            .in(factors.get(1))
            .in(factors.get(0))
            .scalars(1)
            .out(n, n)
            .result();
    return List.of(factors.get(0), factors.get(1), l);
  }
}
