package dev.lapwing.cli.report;

import java.util.Arrays;

/**
 * A number that goes up and down over time, as its mean over each of many equal pieces of the time.
 */
final class StepCurve {
  private final double[] area;
  private final double piece;

  /**
   * Zero at all times.
   *
   * @param end the length of the time, in nanoseconds
   * @param pieces how many means there will be
   */
  StepCurve(long end, int pieces) {
    this.area = new double[pieces];
    this.piece = Math.max(1, (double) end / pieces);
  }

  /** One more from a time to another. */
  void add(long from, long to) {
    double start = Math.max(0, from / piece);
    double end = Math.min(area.length, to / piece);
    for (int k = (int) start; k < end; k++) {
      area[k] += Math.min(k + 1.0, end) - Math.max(k, start);
    }
  }

  /** The means, each of one of so many things that were added. */
  double[] means(long stride) {
    return Arrays.stream(area).map(mean -> mean * stride).toArray();
  }
}
