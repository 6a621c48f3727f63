package dev.lapwing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.cli.Check.Verdict;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClockCheckTest {
  private static final Optional<String> DATE = Optional.of("Wed, 25 Nov 2026 18:39:46 GMT");
  private static final Instant THEN = Instant.parse("2026-11-25T18:39:46Z");

  @Test
  void aClockThatGoesRightIsOk() {
    assertThat(ClockCheck.of(DATE, THEN.plusSeconds(20)).verdict()).isEqualTo(Verdict.OK);
  }

  @Test
  void aClockThatIsAnHourBehindIsRefusedByAws() {
    Check check = ClockCheck.of(DATE, THEN.minusSeconds(3600));
    assertThat(check.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(check.finding()).isEqualTo("60 min behind AWS's");
    assertThat(check.cure()).contains("NTP");
  }

  @Test
  void inBetweenItIsAWarning() {
    assertThat(ClockCheck.of(DATE, THEN.plusSeconds(120)))
        .isEqualTo(
            Check.warn("clock", "2 min ahead of AWS's", "let this machine's clock follow NTP"));
  }

  @Test
  void anAnswerWithoutADateProvesNothing() {
    assertThat(ClockCheck.of(Optional.empty(), THEN).verdict()).isEqualTo(Verdict.WARN);
    assertThat(ClockCheck.of(Optional.of("yesterday"), THEN).verdict()).isEqualTo(Verdict.WARN);
  }
}
