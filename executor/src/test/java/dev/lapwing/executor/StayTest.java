package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.state.contract.OwnedClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StayTest {
  private static final WorkLimits MINUTE =
      WorkLimits.unlimited()
          .withLife(Duration.ofSeconds(60))
          .withNotice(Duration.ofSeconds(5))
          .withIdle(Duration.ofSeconds(10));

  private final OwnedClock clock = new OwnedClock();
  private final Stay stay = new Stay(MINUTE, clock);

  @Test
  void itEndsANoticeBeforeTheLife() {
    clock.advance(Duration.ofMillis(54_999));
    assertThat(stay.isOver()).isFalse();
    clock.advance(Duration.ofMillis(1));
    assertThat(stay.isOver()).isTrue();
    assertThat(stay.reason()).contains(StopReason.LIFE_OVER);
  }

  @Test
  void longTasksMakeTheNoticeLonger() {
    stay.taskTook(Duration.ofSeconds(20));
    clock.advance(Duration.ofSeconds(29));
    assertThat(stay.isOver()).isFalse();
    clock.advance(Duration.ofSeconds(1));
    assertThat(stay.isOver()).isTrue();
  }

  @Test
  void aLeaseDoesNotOutlastTheLife() {
    assertThat(stay.atMost(Duration.ofSeconds(9))).isEqualTo(Duration.ofSeconds(9));
    clock.advance(Duration.ofSeconds(57));
    assertThat(stay.atMost(Duration.ofSeconds(9))).isEqualTo(Duration.ofSeconds(3));
    clock.advance(Duration.ofSeconds(4));
    assertThat(stay.atMost(Duration.ofSeconds(9))).isNegative();
  }

  @Test
  void itEndsWhenThereWasNothingToDoForLongEnough() {
    clock.advance(Duration.ofSeconds(9));
    stay.endIfIdle();
    assertThat(stay.isOver()).isFalse();
    stay.worked();
    clock.advance(Duration.ofSeconds(9));
    stay.endIfIdle();
    assertThat(stay.isOver()).isFalse();
    clock.advance(Duration.ofSeconds(1));
    stay.endIfIdle();
    assertThat(stay.reason()).contains(StopReason.IDLE);
  }

  @Test
  void whatItNeedsToBeginIsNotIdleness() {
    clock.advance(Duration.ofSeconds(30));
    stay.endIfIdle();
    assertThat(stay.isOver()).isFalse();
    clock.advance(Duration.ofSeconds(10));
    stay.endIfIdle();
    assertThat(stay.reason()).contains(StopReason.IDLE);
  }

  @Test
  void theFirstReasonStands() {
    stay.end(StopReason.ASKED);
    stay.end(StopReason.IDLE);
    assertThat(stay.reason()).contains(StopReason.ASKED);
  }

  @Test
  void withoutLimitsItLastsAsLongAsTheRun() {
    Stay endless = Stay.toTheEnd(clock);
    clock.advance(Duration.ofDays(1000));
    endless.endIfIdle();
    assertThat(endless.isOver()).isFalse();
    assertThat(endless.atMost(Duration.ofHours(1))).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void timesWithoutSenseAreRefused() {
    assertThatThrownBy(() -> MINUTE.withLife(Duration.ZERO)).hasMessageContaining("PT0S");
    assertThatThrownBy(() -> MINUTE.withIdle(Duration.ofSeconds(-1))).hasMessageContaining("PT-1S");
    assertThatThrownBy(() -> MINUTE.withNotice(Duration.ofSeconds(-1)))
        .hasMessageContaining("PT-1S");
  }
}
