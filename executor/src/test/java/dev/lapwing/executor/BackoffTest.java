package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final Backoff backoff =
      new Backoff(Duration.ofMillis(20), Duration.ofSeconds(5), new SplittableRandom(1));

  @Test
  void pausesDoubleAndStayWithinTheLongest() {
    for (int failures = 1; failures < 100; failures++) {
      long full = failures > 9 ? 5000 : Math.min(5000, 20L << (failures - 1));
      assertThat(backoff.after(failures))
          .isBetween(Duration.ofMillis(full / 2), Duration.ofMillis(full));
    }
  }

  @Test
  void twoExecutorsThatFailedTogetherDoNotReturnTogether() {
    assertThat(backoff.after(6)).isNotEqualTo(backoff.after(6));
  }
}
