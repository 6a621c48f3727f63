package dev.lapwing.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.state.contract.OwnedClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes whose clocks are wrong, on one disk. */
class DiskClockTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration CLOSE = Duration.ofMillis(250);

  @TempDir private Path folder;

  @Test
  void processesWhoseClocksDifferByHoursAgreeOnTheTime() throws Exception {
    long start = System.nanoTime();
    DiskClock early = onDisk(Clock.offset(Clock.systemUTC(), HOUR.negated()));
    DiskClock late = onDisk(Clock.offset(Clock.systemUTC(), HOUR));
    Duration apart = Duration.between(early.instant(), late.instant()).abs();
    // They are asked one after the other, and the machine may stall in between.
    assertThat(apart).isLessThan(CLOSE.plusNanos(System.nanoTime() - start));
  }

  @Test
  void aClockThatIsSetWhileItRunsIsComparedAgain() throws Exception {
    var own = new OwnedClock();
    DiskClock clock = onDisk(own);
    Instant before = clock.instant();
    own.advance(HOUR);
    assertThat(Duration.between(before, clock.instant())).isLessThan(HOUR.dividedBy(2));
  }

  @Test
  void betweenTwoLooksTheProcessesOwnClockGoesOn() throws Exception {
    var own = new OwnedClock();
    DiskClock clock = onDisk(own);
    Instant before = clock.instant();
    own.advance(Duration.ofMillis(700));
    assertThat(Duration.between(before, clock.instant())).isEqualTo(Duration.ofMillis(700));
  }

  @Test
  void aDiskThatCannotBeWrittenLeavesTheTimeAsItWasKnown() throws Exception {
    var own = new OwnedClock();
    DiskClock clock = onDisk(own);
    Instant before = clock.instant();
    Files.delete(folder.resolve("clock"));
    Files.delete(folder);
    own.advance(HOUR);
    assertThat(Duration.between(before, clock.instant())).isEqualTo(HOUR);
    Files.createDirectory(folder);
  }

  private DiskClock onDisk(InstantSource own) throws Exception {
    return DiskClock.open(folder.resolve("clock"), own);
  }
}
