package dev.lapwing.executor;

import dev.lapwing.executor.cost.Charge;
import dev.lapwing.executor.cost.CostMeter;
import dev.lapwing.executor.cost.PriceSource;
import dev.lapwing.executor.cost.Prices;
import dev.lapwing.executor.cost.Usage;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Limits of cost, and what was used, as texts of a run's record and of its executors. */
final class CostText {
  private static final String PRICE = "price.";
  private static final String SOURCE = "source.";
  private static final String DAY = "asOf.";

  private CostText() {}

  /** A limit with its prices, so that all executors reckon with the same. */
  static String encode(CostMeter meter) {
    Prices prices = meter.prices();
    Map<String, String> fields = new TreeMap<>();
    fields.put("limit", Double.toString(meter.limitDollars()));
    fields.put("region", prices.region());
    prices
        .sources()
        .forEach(
            (service, source) -> {
              fields.put(SOURCE + service, source.text());
              source.asOf().ifPresent(day -> fields.put(DAY + service, day.toString()));
            });
    prices
        .dollars()
        .forEach((charge, dollars) -> fields.put(PRICE + charge.key(), Double.toString(dollars)));
    return Fields.encode(fields);
  }

  static CostMeter meter(String text) {
    Map<String, String> fields = Fields.decode(text);
    Map<Charge, Double> dollars = new EnumMap<>(Charge.class);
    for (Charge charge : Charge.values()) {
      dollars.put(charge, Double.valueOf(fields.getOrDefault(PRICE + charge.key(), "0")));
    }
    Map<String, PriceSource> sources = new TreeMap<>();
    for (Charge charge : Charge.values()) {
      String service = charge.service();
      sources.put(
          service,
          new PriceSource(
              Optional.ofNullable(fields.get(DAY + service)).map(LocalDate::parse),
              fields.getOrDefault(SOURCE + service, "")));
    }
    var prices = new Prices(fields.get("region"), sources, dollars);
    return new CostMeter(prices, Double.parseDouble(fields.get("limit")));
  }

  static String encode(Usage usage) {
    Map<String, String> fields = new TreeMap<>();
    usage.amounts().forEach((charge, amount) -> fields.put(charge.key(), Double.toString(amount)));
    return Fields.encode(fields);
  }

  static Usage usage(String text) {
    Map<String, String> fields = Fields.decode(text);
    Map<Charge, Double> amounts = new EnumMap<>(Charge.class);
    for (Charge charge : Charge.values()) {
      if (fields.containsKey(charge.key())) {
        amounts.put(charge, Double.valueOf(fields.get(charge.key())));
      }
    }
    return new Usage(amounts);
  }
}
