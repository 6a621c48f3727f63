package dev.lapwing.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.BigMatrix;
import dev.lapwing.CholeskyFactor;
import dev.lapwing.Lapwing;
import dev.lapwing.Residuals;
import org.junit.jupiter.api.Test;

class DigitReaderTest {
  @Test
  void readsDigitsThatItHasNotSeen() {
    Digits all = Digits.load();
    Digits training = all.slice(0, 600);
    Digits heldOut = all.slice(600, 900);
    try (Lapwing lapwing = Lapwing.local()) {
      BigMatrix k =
          DigitReader.likenessOf(lapwing, training, training).plusDiagonal(DigitReader.RIDGE);
      CholeskyFactor factor = k.cholesky();
      BigMatrix c = factor.solve(DigitReader.targets(lapwing, training));
      int[] read =
          DigitReader.read(DigitReader.likenessOf(lapwing, heldOut, training).multiply(c));

      assertThat(DigitReader.accuracy(read, heldOut)).isGreaterThan(0.9);
      assertThat(Residuals.cholesky(k, factor.lower())).isLessThan(10);
      assertThat(DigitReader.accuracy(read, all.slice(0, 300))).isLessThan(0.5);
    }
  }

  @Test
  void theDataIsWhole() {
    Digits digits = Digits.load();
    assertThat(digits.count()).isEqualTo(1797);
    assertThat(digits.image(0)).startsWith(0, 0, 5, 13, 9, 1, 0, 0).hasSize(64);
    assertThat(digits.label(0)).isZero();
    assertThat(digits.label(1796)).isEqualTo(8);
  }
}
