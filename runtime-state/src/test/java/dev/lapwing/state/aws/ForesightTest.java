package dev.lapwing.state.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForesightTest {
  private final Foresight foresight = new Foresight(0);
  private long now;

  @Test
  void itIsAsManyAsAreBegunWithinHalfASecond() {
    satisfied(4);
    beginEvery(Duration.ofMillis(100));
    assertThat(foresight.messages(now)).isEqualTo(5);
    beginEvery(Duration.ofMillis(250));
    assertThat(foresight.messages(now)).isEqualTo(2);
  }

  @Test
  void longTasksAreNotAskedForInAdvance() {
    satisfied(4);
    beginEvery(Duration.ofSeconds(4));
    assertThat(foresight.messages(now)).isZero();
  }

  @Test
  void itDoublesWhileTheQueueHasAllThatIsAskedFor() {
    beginEvery(Duration.ofMillis(1));
    List<Integer> growing = new ArrayList<>();
    for (int request = 0; request < 6; request++) {
      growing.add(foresight.messages(now));
      foresight.requested(true);
    }
    assertThat(growing).containsExactly(0, 1, 3, 7, 9, 9);
  }

  @Test
  void itIsHalvedWhenTheQueueHadLess() {
    beginEvery(Duration.ofMillis(1));
    satisfied(4);
    List<Integer> shrinking = new ArrayList<>();
    for (int request = 0; request < 5; request++) {
      shrinking.add(foresight.messages(now));
      foresight.requested(false);
    }
    assertThat(shrinking).containsExactly(9, 4, 2, 1, 0);
  }

  @Test
  void itForgetsWhenNothingIsBegun() {
    satisfied(4);
    beginEvery(Duration.ofMillis(200));
    assertThat(foresight.messages(now + Duration.ofSeconds(4).toNanos())).isZero();
  }

  @Test
  void itForgetsWhenNobodyWantsWhatCame() {
    satisfied(4);
    beginEvery(Duration.ofMillis(200));
    foresight.unwanted();
    satisfied(4);
    assertThat(foresight.messages(now)).isZero();
  }

  private void satisfied(int requests) {
    for (int request = 0; request < requests; request++) {
      foresight.requested(true);
    }
  }

  private void beginEvery(Duration interval) {
    for (int i = 0; i < 50; i++) {
      now += interval.toNanos();
      foresight.begun(now);
    }
  }
}
