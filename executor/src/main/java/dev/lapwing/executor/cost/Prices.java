package dev.lapwing.executor.cost;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What AWS charges in a region.
 *
 * @param region {@code eu-central-1}
 * @param sources where the prices of each {@link Charge#service} are from
 * @param dollars for one of each
 */
public record Prices(String region, Map<String, PriceSource> sources, Map<Charge, Double> dollars) {

  /** Refuses prices that are not complete. */
  public Prices {
    dollars = Map.copyOf(dollars);
    sources = Map.copyOf(sources);
    for (Charge charge : Charge.values()) {
      if (!dollars.containsKey(charge)) {
        throw new IllegalArgumentException(
            "The prices of %s lack %s.".formatted(region, charge.key()));
      }
      if (!sources.containsKey(charge.service())) {
        throw new IllegalArgumentException(
            "The prices of %s lack the source of those of %s.".formatted(region, charge.service()));
      }
    }
  }

  /** The oldest of the days on which they were known to be so. */
  public Optional<LocalDate> asOf() {
    return sources.values().stream()
        .flatMap(source -> source.asOf().stream())
        .min(Comparator.naturalOrder());
  }

  /** The services of whose prices no day is known, in the order of their names. */
  public List<String> undated() {
    return sources.entrySet().stream()
        .filter(each -> each.getValue().asOf().isEmpty())
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** That oldest day in words, with the services of which none is known. */
  public String day() {
    String oldest = asOf().map(LocalDate::toString).orElse("an unknown day");
    return undated().isEmpty()
        ? oldest
        : "%s (%s: day unknown)".formatted(oldest, String.join(", ", undated()));
  }

  /** Where the prices of a charge are from. */
  public PriceSource source(Charge charge) {
    return sources.get(charge.service());
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
