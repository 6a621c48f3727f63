package dev.lapwing.cli.report;

/** Numbers with as many digits as a page needs. */
final class Rounded {
  private Rounded() {}

  /** Nanoseconds in seconds, to the microsecond. */
  static double seconds(long nanos) {
    return Math.round(nanos / 1e3) / 1e6;
  }

  /** Three digits behind the point. */
  static double to3(double value) {
    return Math.round(value * 1e3) / 1e3;
  }

  /** Nanoseconds in microseconds. */
  static long micros(long nanos) {
    return Math.round(nanos / 1e3);
  }
}
