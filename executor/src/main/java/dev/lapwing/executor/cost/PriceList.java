package dev.lapwing.executor.cost;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Prices of regions, read from JSON: for each of {@code regions} and each {@link Charge#key} an
 * object of {@code dollars} and {@code per}, and under {@code sources}, for each {@link
 * Charge#service}, an object of {@code source} and, if the day is known, {@code asOf}; {@code
 * source} and {@code asOf} of the whole list stand for services that a region does not name.
 * Lapwing has one; another may be given where prices have changed, or are those of a contract.
 */
public final class PriceList {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Prices> regions;

  private PriceList(Map<String, Prices> regions) {
    this.regions = regions;
  }

  /** The list that comes with Lapwing. */
  public static PriceList shipped() {
    try (InputStream stream = PriceList.class.getResourceAsStream("prices.json")) {
      return parse("prices.json", stream.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A list of one's own.
   *
   * @throws IllegalArgumentException if it is not one; the message says where
   */
  public static PriceList read(Path file) throws IOException {
    return parse(file.toString(), Files.readAllBytes(file));
  }

  /** The regions whose prices it knows. */
  public List<String> regions() {
    return List.copyOf(regions.keySet());
  }

  /**
   * The prices of a region.
   *
   * @throws IllegalArgumentException if they are not in the list
   */
  public Prices of(String region) {
    Prices prices = regions.get(region);
    if (prices == null) {
      throw new IllegalArgumentException(
          "There are no prices of region %s, only of %s: give a price list of your own, or another region."
              .formatted(region, String.join(", ", regions.keySet())));
    }
    return prices;
  }

  private static PriceList parse(String name, byte[] text) throws IOException {
    try {
      JsonNode list = JSON.readTree(text);
      Map<String, Prices> regions = new TreeMap<>();
      for (Map.Entry<String, JsonNode> entry : list.path("regions").properties()) {
        JsonNode region = entry.getValue();
        regions.put(
            entry.getKey(), new Prices(entry.getKey(), sources(list, region), dollars(region)));
      }
      if (regions.isEmpty()) {
        throw new IllegalArgumentException("it has no regions");
      }
      return new PriceList(regions);
    } catch (JsonProcessingException | DateTimeParseException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s is no price list: %s".formatted(name, e.getMessage()), e);
    }
  }

  private static Map<String, PriceSource> sources(JsonNode list, JsonNode region) {
    Map<String, PriceSource> sources = new TreeMap<>();
    for (Charge charge : Charge.values()) {
      JsonNode own = region.path("sources").path(charge.service());
      JsonNode source = own.isMissingNode() ? list : own;
      if (source.has("source") || source.has("asOf")) {
        sources.put(charge.service(), source(source));
      }
    }
    return sources;
  }

  private static PriceSource source(JsonNode json) {
    Optional<LocalDate> asOf =
        Optional.of(json.path("asOf").asText()).filter(day -> !day.isEmpty()).map(LocalDate::parse);
    return new PriceSource(asOf, json.path("source").asText());
  }

  private static Map<Charge, Double> dollars(JsonNode region) {
    Map<Charge, Double> dollars = new EnumMap<>(Charge.class);
    for (Charge charge : Charge.values()) {
      JsonNode price = region.path(charge.key());
      if (!price.isMissingNode()) {
        dollars.put(charge, number(charge, price, "dollars") / number(charge, price, "per"));
      }
    }
    return dollars;
  }

  private static double number(Charge charge, JsonNode price, String field) {
    JsonNode number = price.path(field);
    if (!number.isNumber() || number.doubleValue() < 0) {
      throw new IllegalArgumentException(
          "%s has %s for %s"
              .formatted(charge.key(), number.isMissingNode() ? "nothing" : number, field));
    }
    return number.doubleValue();
  }
}
