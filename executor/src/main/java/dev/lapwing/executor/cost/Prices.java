package dev.lapwing.executor.cost;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What AWS charges in a region.
 *
 * @param region {@code eu-central-1}
 * @param asOf the day on which the prices were known to be so
 * @param source where they are from
 * @param dollars for one of each
 */
public record Prices(String region, LocalDate asOf, String source, Map<Charge, Double> dollars) {

  /** Refuses prices that are not complete. */
  public Prices {
    dollars = Map.copyOf(dollars);
    for (Charge charge : Charge.values()) {
      if (!dollars.containsKey(charge)) {
        throw new IllegalArgumentException(
            "The prices of %s lack %s.".formatted(region, charge.key()));
      }
    }
  }

  /** What some usage costs. */
  public Bill bill(Usage usage) {
    List<Bill.Line> lines = new ArrayList<>();
    for (Charge charge : Charge.values()) {
      double amount = usage.of(charge);
      if (amount > 0) {
        lines.add(new Bill.Line(charge, amount, amount * dollars.get(charge)));
      }
    }
    return new Bill(lines);
  }
}
