package dev.lapwing.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.Lapwing;
import dev.lapwing.examples.ReadingDigits.Outcome;
import org.junit.jupiter.api.Test;

class ReadingDigitsTest {

  @Test
  void mostHeldOutDigitsAreReadRightly() {
    try (Lapwing lapwing = Lapwing.local()) {
      Outcome outcome = ReadingDigits.learn(lapwing);

      // NumPy's dense solve of the same system reads 286 of the 297 rightly.
      assertThat(outcome.accuracy()).isEqualTo(286.0 / 297);
      assertThat(outcome.residual()).isLessThan(10);
      assertThat(outcome.training().tasks()).isPositive();
    }
  }
}
