package dev.lapwing.state.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.state.aws.Attention.Look;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AttentionTest {
  private static final Duration MOMENT = Duration.ofMillis(10);
  private static final Duration POLL = Duration.ofSeconds(2);
  private static final Duration BRIEFLY = Duration.ofSeconds(1);

  private final Attention attention = new Attention(0);
  private long now;

  @Test
  void whoComesLooksIntoTheFirstQueueAndThenIntoAll() {
    assertThat(found(1)).isEqualTo(new Look(0, BRIEFLY));
    assertThat(found(1)).isEqualTo(new Look(0, BRIEFLY));
    assertThat(found(0)).isEqualTo(new Look(0, BRIEFLY));
    assertThat(found(0)).isEqualTo(new Look(0, Duration.ZERO));
    assertThat(found(0)).isEqualTo(new Look(1, Duration.ZERO));
    assertThat(found(0)).isEqualTo(new Look(2, BRIEFLY));
    assertThat(attention.next(now)).isEmpty();
  }

  @Test
  void tasksAreScarceWhereSomebodyHasHadToWaitNotLongAgo() {
    lookInVainEverywhere();
    assertThat(attention.isScarce(now)).isFalse();
    idle(1, POLL.dividedBy(2));
    assertThat(attention.isScarce(now)).isTrue();
    idle(1, MOMENT);
    assertThat(attention.isScarce(now)).isTrue();
    assertThat(attention.isScarce(now + 2 * POLL.toNanos())).isFalse();
  }

  @Test
  void whoHasNothingToDoWaitsAtTheFirstQueueAndLooksIntoTheOthersLessAndLess() {
    lookInVainEverywhere();
    List<Integer> looks = new ArrayList<>();
    while (now < Duration.ofMinutes(1).toNanos()) {
      looks.add(idle(0, POLL).priority());
    }
    assertThat(looks.subList(0, 6)).contains(0, 1, 2);
    List<Integer> later = looks.subList(looks.size() / 2, looks.size());
    assertThat(later).contains(1, 2);
    assertThat(later.stream().filter(priority -> priority == 0).count())
        .isGreaterThanOrEqualTo(later.size() * 2 / 3);
  }

  @Test
  void aQueueThatGaveSomethingIsLookedAtSoonAgain() {
    lookInVainEverywhere();
    while (idle(0, POLL).priority() != 2 || now < Duration.ofSeconds(30).toNanos()) {
      assertThat(now).isLessThan(Duration.ofHours(1).toNanos());
    }
    attention.begin(new Look(2, BRIEFLY), now);
    attention.end(new Look(2, BRIEFLY), 1, 2, now);
    assertThat(List.of(priority(), priority(), priority())).contains(2);
  }

  @Test
  void nobodyWaitsTwice() {
    lookInVainEverywhere();
    Look look = attention.idle(now).orElseThrow();
    attention.begin(look, now);
    assertThat(attention.idle(now)).isEmpty();
    attention.end(look, 0, 1, now);
    assertThat(attention.idle(now)).isPresent();
  }

  @Test
  void whatThisProcessHasSentIsLookedForAtOnce() {
    lookInVainEverywhere();
    assertThat(attention.next(now)).isEmpty();
    attention.promise(1);
    assertThat(attention.next(now)).isEqualTo(Optional.of(new Look(1, BRIEFLY)));
  }

  private void lookInVainEverywhere() {
    while (attention.next(now).isPresent()) {
      found(0);
    }
  }

  /** A promising look that finds so many of one that is asked for. */
  private Look found(int number) {
    return over(attention.next(now).orElseThrow(), number, MOMENT);
  }

  private int priority() {
    return idle(0, POLL).priority();
  }

  private Look idle(int number, Duration time) {
    return over(attention.idle(now).orElseThrow(), number, time);
  }

  private Look over(Look look, int number, Duration time) {
    attention.begin(look, now);
    now += time.toNanos();
    attention.end(look, number, 1, now);
    return look;
  }
}
