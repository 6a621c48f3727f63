package dev.lapwing.state.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.state.contract.OwnedClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpResponse;

class ServiceClockTest {
  private final OwnedClock machine = new OwnedClock(Instant.parse("2026-03-01T12:00:00Z"));
  private final ServiceClock clock = new ServiceClock(machine);

  @Test
  void aMachineWhoseClockIsAnHourOffLearnsTheTimeOfTheService() {
    clock.observe(answer("Sun, 01 Mar 2026 13:00:00 GMT"));
    assertThat(clock.instant()).isEqualTo(Instant.parse("2026-03-01T13:00:00Z"));
    machine.advance(Duration.ofSeconds(90));
    assertThat(clock.instant()).isEqualTo(Instant.parse("2026-03-01T13:01:30Z"));
  }

  @Test
  void aClockThatIsSetRightIsNotCorrectedTwice() {
    clock.observe(answer("Sun, 01 Mar 2026 13:00:00 GMT"));
    machine.advance(Duration.ofHours(1));
    clock.observe(answer("Sun, 01 Mar 2026 13:00:00 GMT"));
    assertThat(clock.instant()).isEqualTo(machine.instant());
  }

  @Test
  void whatTheJourneyOfAnAnswerMayExplainIsNotCorrected() {
    clock.observe(answer("Sun, 01 Mar 2026 12:00:02 GMT"));
    assertThat(clock.instant()).isEqualTo(machine.instant());
  }

  @Test
  void anAnswerWithoutATimeChangesNothing() {
    clock.observe(SdkHttpResponse.builder().statusCode(200).build());
    clock.observe(answer("yesterday"));
    assertThat(clock.instant()).isEqualTo(machine.instant());
  }

  private static SdkHttpResponse answer(String date) {
    return SdkHttpResponse.builder().statusCode(200).putHeader("Date", date).build();
  }
}
