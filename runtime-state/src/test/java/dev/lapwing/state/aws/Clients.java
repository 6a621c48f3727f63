package dev.lapwing.state.aws;

import dev.lapwing.testing.FaultyHttpClient;
import dev.lapwing.testing.WireFault;
import dev.lapwing.testing.WireFaults;
import java.time.Duration;

/** Clients of the services of {@code AwsEnvironment} that have misfortunes. */
final class Clients {
  /** How often a request goes out at most. */
  static final int ATTEMPTS = 8;

  /** Longer than any machine stalls, so that no request goes out twice without a fault. */
  private static final Duration LONG = Duration.ofMinutes(1);

  private Clients() {}

  /** Every fifth exchange goes wrong. */
  static WireFaults misfortunes(long seed) {
    return WireFaults.seeded(seed, 0.2, WireFault.brief());
  }

  /** As patient as clients are, with shorter pauses. */
  static AwsClients with(WireFaults faults) {
    return with(faults, LONG);
  }

  /** How long a request may take: a moment if it is one that stalls. */
  static Duration patience(WireFault fault) {
    return fault == WireFault.STALLED ? Duration.ofMillis(200) : LONG;
  }

  /** Clients that give up a request after a time, and make it again. */
  static AwsClients with(WireFaults faults, Duration attempt) {
    var patience =
        new AwsPatience(
            ATTEMPTS, Duration.ofMillis(1), Duration.ofMillis(20), attempt, LONG, 1 << 20);
    return new AwsClients(patience, http -> new FaultyHttpClient(http, faults));
  }
}
