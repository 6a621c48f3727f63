package dev.lapwing.state;

import dev.lapwing.state.aws.AwsPatience;
import dev.lapwing.testing.WireFault;
import dev.lapwing.testing.WireFaults;
import java.time.Duration;

/** Faults of the wire, as often as a contract can be tested in reasonable time. */
record Misfortunes(WireFaults faults) {
  /** So many attempts that all of them fail once in ten thousand calls. */
  static final AwsPatience PATIENCE =
      new AwsPatience(
          7,
          Duration.ofMillis(1),
          Duration.ofMillis(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Integer.MAX_VALUE);

  Misfortunes(long seed) {
    this(WireFaults.seeded(seed, 0.2, WireFault.brief()));
  }
}
