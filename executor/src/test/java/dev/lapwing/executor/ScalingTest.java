package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ScalingTest {
  private static final Scaling TEN = Scaling.upTo(10).withSlots(4).withRamp(3);

  @Test
  void thereAreAsManyExecutorsAsTheTasksKeepBusy() {
    assertThat(TEN.target(0, 0)).isZero();
    assertThat(TEN.target(1, 0)).isEqualTo(1);
    assertThat(TEN.target(5, 3)).isEqualTo(2);
    assertThat(TEN.target(5, 4)).isEqualTo(3);
    assertThat(TEN.withFactor(0.5).target(20, 0)).isEqualTo(3);
  }

  @Test
  void neverMoreThanTheMostNorFewerThanTheLeast() {
    assertThat(TEN.target(Long.MAX_VALUE / 2, 5)).isEqualTo(10);
    assertThat(TEN.withLeast(2).target(0, 0)).isEqualTo(2);
    assertThat(Scaling.none().target(1000, 0)).isZero();
  }

  @Property
  void startsNeverExceedTheRampNorTheTarget(
      @ForAll @LongRange(min = 0, max = 1000) long waiting,
      @ForAll @LongRange(min = 0, max = 1000) long leased,
      @ForAll @IntRange(min = 0, max = 40) int there) {
    int target = TEN.target(waiting, leased);
    int starts = TEN.starts(target, there);
    assertThat(target).isBetween(0, 10);
    assertThat(starts).isBetween(0, 3);
    assertThat(starts == 0 || there + starts <= target).isTrue();
  }

  @Test
  void boundsWithoutSenseAreRefused() {
    assertThatThrownBy(() -> Scaling.upTo(-1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> Scaling.upTo(2).withLeast(3)).hasMessageContaining("3 and 2");
    assertThatThrownBy(() -> TEN.withFactor(0)).hasMessageContaining("0.0");
    assertThatThrownBy(() -> TEN.withInterval(Duration.ZERO)).hasMessageContaining("PT0S");
  }

  @Test
  void itSurvivesTheRecord() {
    Scaling odd = new Scaling(7, 1, 0.1, 3, 2, Duration.ofMillis(250), Duration.ofSeconds(3));
    assertThat(Scaling.decode(odd.encode())).isEqualTo(odd);
    RunLimits limits = RunLimits.defaults().withLease(Duration.ofMillis(1500)).withChain(3);
    assertThat(RunLimits.decode(limits.encode())).isEqualTo(limits);
  }
}
