package dev.lapwing.state.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * The time of the service, as its answers tell it: so that machines whose clocks disagree write and
 * read the same times. An answer has whole seconds and has travelled for a while; smaller
 * differences from the machine's clock are not corrected.
 */
final class ServiceClock implements InstantSource {
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  private final InstantSource machine;
  private volatile Duration ahead = Duration.ZERO;

  /**
   * A clock that agrees with the machine's until it is corrected.
   *
   * @param machine the machine's clock, which may be wrong
   */
  ServiceClock(InstantSource machine) {
    this.machine = machine;
  }

  @Override
  public Instant instant() {
    return machine.instant().plus(ahead);
  }

  /** Learns from an answer. */
  void observe(SdkHttpResponse answer) {
    date(answer)
        .map(date -> Duration.between(machine.instant(), date))
        .ifPresent(
            difference ->
                ahead = difference.abs().compareTo(TOLERANCE) > 0 ? difference : Duration.ZERO);
  }

  private static Optional<Instant> date(SdkHttpResponse answer) {
    try {
      return answer
          .firstMatchingHeader("Date")
          .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
