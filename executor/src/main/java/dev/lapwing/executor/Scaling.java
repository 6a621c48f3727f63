package dev.lapwing.executor;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many executors a run may have, and how fast they come. Executors are started as there is work
 * for them, and leave by themselves when there is none. Immutable: every method gives a changed
 * copy. None of it changes a result.
 *
 * @param most the most executors at once
 * @param least the fewest, for as long as the run lasts
 * @param factor executors for each that the waiting and the leased tasks could keep busy
 * @param slots the tasks that one executor works on at once
 * @param ramp the most executors that are started at one look
 * @param interval the time between two looks
 * @param startUp how long an executor may need from its start to its first sign of life
 */
public record Scaling(
    int most, int least, double factor, int slots, int ramp, Duration interval, Duration startUp) {
  private static final int DEFAULT_RAMP = 16;
  private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(1);
  private static final Duration DEFAULT_START_UP = Duration.ofSeconds(10);

  /** A bound that has no sense is refused. */
  public Scaling {
    if (most < 0 || least < 0 || least > most) {
      throw new IllegalArgumentException(
          "a run has between %d and %d executors: neither is negative, and the first is not the larger"
              .formatted(least, most));
    }
    if (!(factor > 0) || slots < 1 || ramp < 1) {
      throw new IllegalArgumentException(
          "factor must be positive, slots and ramp at least 1: %s, %d, %d"
              .formatted(factor, slots, ramp));
    }
    if (interval.isNegative() || interval.isZero() || startUp.isNegative()) {
      throw new IllegalArgumentException(
          "interval must be positive and startUp not negative: " + interval + ", " + startUp);
    }
  }

  /** Up to so many executors, and none while there is nothing to do. */
  public static Scaling upTo(int most) {
    return new Scaling(most, 0, 1, 1, DEFAULT_RAMP, DEFAULT_INTERVAL, DEFAULT_START_UP);
  }

  /** No executor is started: the run waits for those that come by themselves. */
  public static Scaling none() {
    return upTo(0);
  }

  /** Never fewer executors than that. */
  public Scaling withLeast(int newLeast) {
    return new Scaling(most, newLeast, factor, slots, ramp, interval, startUp);
  }

  /** More executors than tasks could keep busy, or fewer. */
  public Scaling withFactor(double newFactor) {
    return new Scaling(most, least, newFactor, slots, ramp, interval, startUp);
  }

  /** Executors that work on so many tasks at once. */
  public Scaling withSlots(int newSlots) {
    return new Scaling(most, least, factor, newSlots, ramp, interval, startUp);
  }

  /** So many starts at one look. */
  public Scaling withRamp(int newRamp) {
    return new Scaling(most, least, factor, slots, newRamp, interval, startUp);
  }

  /** So much time between two looks. */
  public Scaling withInterval(Duration newInterval) {
    return new Scaling(most, least, factor, slots, ramp, newInterval, startUp);
  }

  /** So much time from a start to the first sign of life. */
  public Scaling withStartUp(Duration newStartUp) {
    return new Scaling(most, least, factor, slots, ramp, interval, newStartUp);
  }

  /** How many executors there should be. */
  int target(long waiting, long leased) {
    double wanted = Math.ceil(factor * (waiting + leased) / slots);
    return (int) Math.max(least, Math.min(most, wanted));
  }

  /**
   * How many executors to start now.
   *
   * @param there those that are alive, and those that were started and are expected
   */
  int starts(int target, int there) {
    return Math.max(0, Math.min(ramp, target - there));
  }

  /**
   * How many more there may be at all.
   *
   * @param possible those that are alive, and those that were started and may yet come
   */
  int room(int possible) {
    return Math.max(0, most - possible);
  }

  String encode() {
    Map<String, String> fields = new TreeMap<>();
    fields.put("most", Integer.toString(most));
    fields.put("least", Integer.toString(least));
    fields.put("factor", Double.toString(factor));
    fields.put("slots", Integer.toString(slots));
    fields.put("ramp", Integer.toString(ramp));
    fields.put("interval", interval.toString());
    fields.put("startUp", startUp.toString());
    return Fields.encode(fields);
  }

  static Scaling decode(String text) {
    Map<String, String> fields = Fields.decode(text);
    return new Scaling(
        Integer.parseInt(fields.get("most")),
        Integer.parseInt(fields.get("least")),
        Double.parseDouble(fields.get("factor")),
        Integer.parseInt(fields.get("slots")),
        Integer.parseInt(fields.get("ramp")),
        Duration.parse(fields.get("interval")),
        Duration.parse(fields.get("startUp")));
  }
}
