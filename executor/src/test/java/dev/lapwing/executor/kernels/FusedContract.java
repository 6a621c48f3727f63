package dev.lapwing.executor.kernels;

import static dev.lapwing.executor.kernels.KernelContract.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lapwing.executor.kernels.KernelFailure.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract of kernels that are two others: they have the bits of the two. */
interface FusedContract extends KernelContract {
  String GEMMTRSM = "gemmtrsm";

  @Test
  default void gemmtrsmIsGemmAndThenTrsm() throws KernelFailure {
    try (Calls calls = calls()) {
      for (int m : new int[] {0, 1, 40, 129}) {
        for (int n : new int[] {0, 1, 33, 100}) {
          for (List<Integer> inner : List.of(List.<Integer>of(), List.of(n), List.of(16, 0, 70))) {
            check(calls, m, n, inner);
          }
        }
      }
    }
  }

  @Test
  default void gemmtrsmFailsAtAZeroOnTheDiagonal() {
    try (Calls calls = calls()) {
      Dense t = Dense.positiveDefinite(40, 1).with(17, 17, 0);
      Dense c = Dense.random(5, 40, 2);
      assertThatExceptionOfType(KernelFailure.class)
          .isThrownBy(
              () ->
                  calls
                      .call(GEMMTRSM)
                      .in(c)
                      .range(List.of())
                      .range(List.of())
                      .in(t)
                      .scalars(-1)
                      .out(5, 40)
                      .result())
          .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.SINGULAR))
          .satisfies(failure -> assertThat(failure.order()).isEqualTo(18))
          .satisfies(failure -> assertThat(failure.input()).isEqualTo(3));
    }
  }

  private static void check(Calls calls, int m, int n, List<Integer> inner) throws KernelFailure {
    Dense c = Dense.random(m, n, 1);
    Dense t = Dense.positiveDefinite(n, 2);
    List<Dense> a = new ArrayList<>();
    List<Dense> b = new ArrayList<>();
    for (int k : inner) {
      a.add(Dense.random(m, k, 3));
      b.add(Dense.random(n, k, 4));
    }
    Dense sum = calls.call("gemm(N,T,1)").in(c).range(a).range(b).scalars(-1).out(m, n).result();
    Dense both = calls.call("trsm(R,L,T,N)").in(t).in(sum).out(m, n).result();
    Dense fused = calls.call(GEMMTRSM).in(c).range(a).range(b).in(t).scalars(-1).out(m, n).result();
    assertSame("%d x %d over %s".formatted(m, n, inner), fused, both);
  }
}
