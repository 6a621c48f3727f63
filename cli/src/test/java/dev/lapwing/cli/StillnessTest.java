package dev.lapwing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.RunProgress;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StillnessTest {
  private final Stillness stillness = new Stillness();

  @Test
  void aMomentWithoutAFinishedTaskIsNothingToTalkAbout() {
    assertThat(waiting(seconds(0, 1, 2))).isEmpty();
    assertThat(waiting(seconds(2.9, 1, 2))).isEmpty();
  }

  @Test
  void aRunThatStandsStillSaysThatItsTasksTakeLong() {
    assertThat(waiting(seconds(1, 5, 2))).isEmpty();
    assertThat(waiting(seconds(4.5, 5, 2))).hasValue("2 tasks are still computing, for 3.50 s now");
  }

  @Test
  void everyFinishedTaskStartsTheClockAgain() {
    assertThat(waiting(seconds(0, 5, 1))).isEmpty();
    assertThat(waiting(seconds(4, 6, 1))).isEmpty();
    assertThat(waiting(seconds(6, 6, 1))).isEmpty();
    assertThat(waiting(seconds(7, 6, 1))).hasValue("1 task is still computing, for 3.00 s now");
  }

  @Test
  void theRunsOwnReasonComesFirst() {
    assertThat(waiting(progress(0, 5, 0, Optional.of("the queue does not answer")))).isEmpty();
    assertThat(waiting(progress(3, 5, 0, Optional.of("the queue does not answer"))))
        .hasValue("the queue does not answer");
  }

  private Optional<String> waiting(RunProgress progress) {
    Activity activity = new Activity("cholesky", progress.elapsed(), Optional.of(progress));
    return stillness.observe(activity).run().flatMap(RunProgress::waitingBecause);
  }

  private static RunProgress seconds(double elapsed, long done, long running) {
    return progress(elapsed, done, running, Optional.empty());
  }

  private static RunProgress progress(
      double elapsed, long done, long running, Optional<String> waitingBecause) {
    Duration time = Duration.ofMillis((long) (1000 * elapsed));
    return new RunProgress(10, done, 3, running, 0, done * 1e9, 0, 10e9, time, waitingBecause);
  }
}
