package dev.lapwing.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Compares this machine's clock with AWS's: signatures of another time are refused. */
final class ClockCheck {
  private static final Duration TOLERABLE = Duration.ofSeconds(30);
  private static final Duration REFUSED = Duration.ofMinutes(5);
  private static final String CURE = "let this machine's clock follow NTP";

  private ClockCheck() {}

  /**
   * The verdict.
   *
   * @param date of an answer of AWS, as its header has it
   * @param here what this machine's clock said when the answer came
   */
  static Check of(Optional<String> date, Instant here) {
    Optional<Instant> there = date.flatMap(ClockCheck::parse);
    if (there.isEmpty()) {
      return Check.warn("clock", "AWS's answer has no date", "compare the clock yourself");
    }
    Duration ahead = Duration.between(there.get(), here);
    if (ahead.abs().compareTo(TOLERABLE) <= 0) {
      return Check.ok("clock", "within 30 s of AWS's");
    }
    String finding =
        "%s %s AWS's"
            .formatted(Numbers.time(ahead.abs()), ahead.isNegative() ? "behind" : "ahead of");
    return ahead.abs().compareTo(REFUSED) < 0
        ? Check.warn("clock", finding, CURE)
        : Check.fail("clock", finding, CURE + "; AWS refuses requests with wrong times");
  }

  private static Optional<Instant> parse(String date) {
    try {
      return Optional.of(
          ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
