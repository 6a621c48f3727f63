package dev.lapwing.executor.cost;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Where the prices of one service are from.
 *
 * @param asOf the day on which they were known to be so, if it is known
 * @param text the document
 */
public record PriceSource(Optional<LocalDate> asOf, String text) {}
