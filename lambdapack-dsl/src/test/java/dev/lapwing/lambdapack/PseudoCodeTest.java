package dev.lapwing.lambdapack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.lambdapack.algorithm.Cholesky;
import org.junit.jupiter.api.Test;

class PseudoCodeTest {

  @Test
  void choleskyReadsAsInTheTextbook() {
    assertThat(PseudoCode.of(Cholesky.program()))
        .isEqualTo(
            """
            program cholesky
              size n
              input A[n, n] of n(0) x n(1)
              output L[n, n] of n(0) x n(1), lower triangular
              scratch S[n, n, n] of n(1) x n(2), versions of A
              for i in 0 : n
                L[i, i] = potrf(S[i, i, i])
                for j in i + 1 : n
                  L[j, i] = trsm(R,L,T,N)(L[i, i], S[i, j, i])
                  for k in i + 1 : j
                    S[i + 1, j, k] = gemm(N,T,1)(S[i, j, k], L[j, i], L[k, i]; -1)
                  S[i + 1, j, j] = syrk(L,N,1)(S[i, j, j], L[j, i]; -1)
            """);
  }

  @Test
  void everythingThatCanBeDeclaredIsShown() {
    Program program = Program.define("everything", p -> {
      Dimension n = p.size("n");
      Index step = p.parameter("step");
      Scalar alpha = p.scalar("alpha");
      p.require(step.atLeast(1), "the step is positive");
      Dimension m = p.size("m", n);
      SymbolicMatrix u = p.output("U", n, n, Matrix.Structure.UPPER);
      p.input("A", p.smaller(m, n), n);
      p.output("B", n.tile(0), m.along(1), Matrix.Structure.LOWER, n, m);
      Extent short64 = new Extent.Smaller(new Extent.Fixed(64), n.tile(0));
      SymbolicMatrix t = p.scratch("T", short64, n.along(0), n);
      p.loop("i", 1, n, step, i -> {
        p.let(t.at(i)).be(Kernels.laset(0, 0.5));
        p.when(i.equalTo(1), () -> p.let(u.at(0, i)).be(Kernels.scale(alpha, u.at(0, i))));
      });
    });
    assertThat(PseudoCode.of(program))
        .isEqualTo(
            """
            program everything
              size n, m cut like n
              parameter step
              scalar alpha
              require 1 <= step
              output U[n, n] of n(0) x n(1), upper triangular
              input A[min(m, n), n] of min(m(0), n(0)) x n(1)
              output B[n, m] of n[0] x m(1), lower triangular
              scratch T[n] of min(64, n[0]) x n(0)
              for i in 1 : n step step
                T[i] = laset(0, 0.5)
                when i == 1
                  U[0, i] = scale(U[0, i]; alpha)
            """);
  }
}
