package dev.lapwing.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.BigMatrix;
import dev.lapwing.CholeskyFactor;
import dev.lapwing.Lapwing;
import dev.lapwing.Residuals;
import dev.lapwing.data.Digits;
import org.junit.jupiter.api.Test;

class DigitReaderTest {
  @Test
  void readsDigitsThatItHasNotSeen() {
    Digits all = Digits.load();
    Digits training = all.range(0, 600);
    Digits heldOut = all.range(600, 900);
    try (Lapwing lapwing = Lapwing.local()) {
      BigMatrix k =
          DigitReader.likenessOf(lapwing, training, training).plusDiagonal(DigitReader.RIDGE);
      CholeskyFactor factor = k.cholesky();
      BigMatrix c = factor.solve(DigitReader.targets(lapwing, training));
      int[] read =
          DigitReader.read(DigitReader.likenessOf(lapwing, heldOut, training).multiply(c));

      assertThat(DigitReader.accuracy(read, heldOut)).isGreaterThan(0.9);
      assertThat(Residuals.cholesky(k, factor.lower())).isLessThan(10);
      assertThat(DigitReader.accuracy(read, all.range(0, 300))).isLessThan(0.5);
    }
  }
}
