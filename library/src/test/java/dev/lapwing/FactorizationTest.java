package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FactorizationTest {
  private final Lapwing lapwing = Lapwing.builder().tile(64).threads(2).build();

  @AfterEach
  void close() {
    lapwing.close();
  }

  @Test
  void theFactorTimesItsTransposeIsTheMatrix() {
    BigMatrix a = lapwing.randomSpd(257, 1);
    BigMatrix l = a.cholesky().lower();
    assertThat(Residuals.cholesky(a, l)).isLessThan(10);
    BigMatrix b = lapwing.random(257, 10, 3);
    BigMatrix x = a.solve(b);
    BigMatrix t = lapwing.random(1000, 50, 3);
    QrFactors f = t.tsqr();
    BigMatrix c = t.multiply(x.slice(0, 50, 0, 10));
        a.norm(Norm.ONE)
            + " "
            + a.norm(Norm.INFINITY)
            + " "
            + a.norm(Norm.FROBENIUS)
            + " "
            + a.norm(Norm.MAX));
  }
}
