package dev.lapwing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.RunProgress;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTextTest {

  @Test
  void aWideLineHasABarAndAllNumbers() {
    assertThat(new ProgressText(119, true).of(half()))
        .isEqualTo(
            "cholesky  50% "
                + "━".repeat(20)
                + "╌".repeat(20)
                + " 408/816 done, 12 ready, 2 running, 45.0 Gflop/s, 10 s left");
  }

  @Test
  void aLineOfEightyColumnsHasTheSameNumbersAndAShorterBar() {
    assertThat(new ProgressText(79, false).of(half()))
        .isEqualTo(
            "cholesky  50% [####....] 408/816 done 12 ready 2 running 45.0 Gflop/s 10 s left");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 20, 40, 60, 79, 100, 119, 200, 1000})
  void noLineIsLongerThanTheTerminal(int width) {
    ProgressText text = new ProgressText(width, true);
    assertThat(text.of(half())).hasSizeLessThanOrEqualTo(width);
    assertThat(text.of(waiting())).hasSizeLessThanOrEqualTo(width);
    assertThat(text.of(new Activity("reading a.npy", Duration.ofSeconds(2), Optional.empty())))
        .hasSizeLessThanOrEqualTo(width);
  }

  @Test
  void aRunThatDoesNotMoveSaysWhatItWaitsFor() {
    assertThat(new ProgressText(119, true).of(waiting()))
        .isEqualTo("cholesky  50%  waiting because 3 tasks are leased by executor 7");
  }

  @Test
  void aLogLineSaysTheSameInWords() {
    assertThat(ProgressText.logged(half()))
        .isEqualTo("cholesky: 50%, 408/816 done, 12 ready, 2 running, 45.0 Gflop/s, 10 s left");
  }

  private static Activity half() {
    return activity(Optional.empty());
  }

  private static Activity waiting() {
    return activity(Optional.of("3 tasks are leased by executor 7"));
  }

  private static Activity activity(Optional<String> waitingBecause) {
    Duration elapsed = Duration.ofSeconds(10);
    RunProgress run = new RunProgress(816, 408, 12, 2, 0, 450e9, 0, 900e9, elapsed, waitingBecause);
    return new Activity("cholesky", elapsed, Optional.of(run));
  }
}
