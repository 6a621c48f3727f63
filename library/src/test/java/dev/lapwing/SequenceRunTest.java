package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.executor.NotPositiveDefinite;
import org.junit.jupiter.api.Test;

class SequenceRunTest {
  @Test
  void whatWasMadeIsFreedWhenALaterStepFails() {
    try (Lapwing lapwing = Lapwing.local();
        BigMatrix a = lapwing.random(30, 30, 1)) {
      long before = lapwing.engine().pool().bytesInUse();
      Run<BigMatrix> run =
          SequenceRun.start(
              lapwing.engine(),
              "two-steps",
              steps -> {
                BigMatrix square = steps.finish(a.async().multiply(a));
                assertThat(lapwing.engine().pool().bytesInUse()).isGreaterThan(before);
                return steps.finish(square.async().cholesky()).lower();
              });

      assertThatThrownBy(run::join).isInstanceOf(NotPositiveDefinite.class);

      assertThat(lapwing.engine().pool().bytesInUse()).isEqualTo(before);
    }
  }
}
