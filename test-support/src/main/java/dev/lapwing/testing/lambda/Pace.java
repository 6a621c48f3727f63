package dev.lapwing.testing.lambda;

import java.time.Duration;

/**
 * The service's own time constants. Lambda's are minutes to hours; those of tests keep their order.
 *
 * @param errorPause how long an event waits after the first error of its function; twice as long
 *     after the second
 * @param throttlePause how long an event waits when it was throttled; it doubles with every time
 * @param longestPause the longest of these
 * @param eventAge how long an event is tried at all
 * @param idle how long an environment without work is kept
 * @param init how long an environment may take until it asks for its first invocation
 */
public record Pace(
    Duration errorPause,
    Duration throttlePause,
    Duration longestPause,
    Duration eventAge,
    Duration idle,
    Duration init) {

  /** A service in a hurry, on a machine that may be busy: starting may take a minute. */
  public static Pace hurried() {
    return new Pace(
        Duration.ofMillis(200),
        Duration.ofMillis(100),
        Duration.ofSeconds(2),
        Duration.ofMinutes(5),
        Duration.ofMinutes(1),
        Duration.ofMinutes(1));
  }

  /** The same, with another patience for environments without work. */
  public Pace withIdle(Duration newIdle) {
    return new Pace(errorPause, throttlePause, longestPause, eventAge, newIdle, init);
  }

  /** The same, with another patience for environments that start. */
  public Pace withInit(Duration newInit) {
    return new Pace(errorPause, throttlePause, longestPause, eventAge, idle, newInit);
  }

  /** The same, with another age at which events are dropped. */
  public Pace withEventAge(Duration newEventAge) {
    return new Pace(errorPause, throttlePause, longestPause, newEventAge, idle, init);
  }

  /** The pause after so many errors of the function. */
  Duration afterErrors(int errors) {
    return errorPause.multipliedBy(errors);
  }

  /** The pause after so many throttles. */
  Duration afterThrottles(int throttles) {
    Duration pause = throttlePause;
    for (int i = 1; i < throttles && pause.compareTo(longestPause) < 0; i++) {
      pause = pause.multipliedBy(2);
    }
    return pause.compareTo(longestPause) < 0 ? pause : longestPause;
  }
}
