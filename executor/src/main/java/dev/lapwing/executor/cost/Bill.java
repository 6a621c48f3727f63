package dev.lapwing.executor.cost;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What something costs.
 *
 * @param lines one for everything that is charged
 */
public record Bill(List<Line> lines) {

  /**
   * One thing that is charged.
   *
   * @param charge what
   * @param amount how many
   * @param dollars for all of them
   */
  public record Line(Charge charge, double amount, double dollars) {}

  public Bill {
    lines = List.copyOf(lines);
  }

  /** All together. */
  public double dollars() {
    return lines.stream().mapToDouble(Line::dollars).sum();
  }

  /** By service, in the order of the lines. */
  public Map<String, Double> byService() {
    Map<String, Double> sums = new LinkedHashMap<>();
    lines.forEach(line -> sums.merge(line.charge().service(), line.dollars(), Double::sum));
    return sums;
  }
}
