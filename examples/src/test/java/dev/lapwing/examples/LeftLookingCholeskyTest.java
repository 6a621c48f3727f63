package dev.lapwing.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.BigMatrix;
import dev.lapwing.Lapwing;
import dev.lapwing.Residuals;
import org.junit.jupiter.api.Test;

class LeftLookingCholeskyTest {

  @Test
  void aProgramOfOnesOwnFactorsAsWellAsTheOneThatShips() {
    try (Lapwing lapwing = Lapwing.builder().tile(64).build()) {
      BigMatrix a = lapwing.randomSpd(300, 42);

      BigMatrix l = LeftLookingCholesky.factor(lapwing, a);

      assertThat(Residuals.cholesky(a, l)).isLessThan(10);
    }
  }
}
