package dev.lapwing.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.BigMatrix;
import dev.lapwing.Lapwing;
import dev.lapwing.Residuals;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MatrixPowerTest {
  private final Lapwing lapwing = Lapwing.builder().tile(30).build();
  private final BigMatrix a = lapwing.random(100, 100, 1);
  private final BigMatrix b = lapwing.random(100, 40, 2);

  @AfterEach
  void close() {
    lapwing.close();
  }

  @Test
  void thePowerZeroLeavesTheMatrixAsItIs() {
    assertThat(MatrixPower.multiply(a, 0, b).toArray()).isDeepEqualTo(b.toArray());
  }

  @Test
  void everyFurtherPowerIsAProduct() {
    for (int power = 0; power < 4; power++) {
      BigMatrix before = MatrixPower.multiply(a, power, b);
      BigMatrix after = MatrixPower.multiply(a, power + 1, b);
      assertThat(Residuals.multiply(a, before, after)).isLessThan(10);
    }
  }

  @Test
  void aNegativePowerIsRefusedWithTheReason() {
    assertThatThrownBy(() -> MatrixPower.multiply(a, -1, b))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("only powers that are not negative are products");
  }
}
