package dev.lapwing.state.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ForesightTest {
  private final Foresight foresight = new Foresight(0);
  private long now;

  @Test
  void itIsAsManyAsAreBegunWithinASecond() {
    foresight.receivers(8);
    beginEvery(Duration.ofMillis(200));
    foresight.requested(true);
    assertThat(foresight.messages(now)).isEqualTo(5);
    beginEvery(Duration.ofMillis(500));
    assertThat(foresight.messages(now)).isEqualTo(2);
  }

  @Test
  void longTasksAreNotAskedForInAdvance() {
    foresight.receivers(8);
    beginEvery(Duration.ofSeconds(4));
    foresight.requested(true);
    assertThat(foresight.messages(now)).isZero();
  }

  @Test
  void itIsNoMoreThanThereAreReceivers() {
    foresight.receivers(3);
    foresight.receivers(1);
    beginEvery(Duration.ofMillis(1));
    foresight.requested(true);
    assertThat(foresight.messages(now)).isEqualTo(3);
  }

  @Test
  void whenTheQueueHadLessNothingIsAskedForInAdvance() {
    foresight.receivers(8);
    beginEvery(Duration.ofMillis(200));
    foresight.requested(true);
    foresight.requested(false);
    assertThat(foresight.messages(now)).isZero();
  }

  @Test
  void itForgetsWhenNothingIsBegun() {
    foresight.receivers(8);
    beginEvery(Duration.ofMillis(200));
    foresight.requested(true);
    assertThat(foresight.messages(now + Duration.ofSeconds(4).toNanos())).isZero();
    foresight.unwanted();
    foresight.requested(true);
    assertThat(foresight.messages(now)).isZero();
  }

  private void beginEvery(Duration interval) {
    for (int i = 0; i < 50; i++) {
      now += interval.toNanos();
      foresight.begun(now);
    }
  }
}
