package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.state.contract.OwnedClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PermitTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final OwnedClock steady = new OwnedClock();
  private final OwnedClock wall = new OwnedClock();
  private final Permit permit = new Permit(SECOND.multipliedBy(3), steady, wall);

  @Test
  void itRunsOut() {
    steady.advance(SECOND);
    wall.advance(SECOND);
    assertThat(permit.getAsBoolean()).isTrue();
    steady.advance(SECOND.multipliedBy(2));
    assertThat(permit.getAsBoolean()).isFalse();
  }

  @Test
  void theTimeThatTheMachineSleepsCounts() {
    wall.advance(SECOND.multipliedBy(3));
    assertThat(permit.getAsBoolean()).isFalse();
  }

  @Test
  void aClockThatIsSetBackMakesItNoLonger() {
    wall.advance(SECOND.multipliedBy(-100));
    steady.advance(SECOND.multipliedBy(3));
    assertThat(permit.getAsBoolean()).isFalse();
  }
}
