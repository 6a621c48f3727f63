package dev.lapwing.executor.lambda;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Environment variables, read by name; a message names the one that is missing or means nothing.
 */
record Variables(Map<String, String> values) {
  Variables {
    values = Map.copyOf(values);
  }

  /** A variable that may be missing; an empty one is. */
  Optional<String> optional(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
  }

  /** A variable that must be there. */
  String required(String name) {
    return optional(name).orElseThrow(() -> missing(name));
  }

  /** What is thrown for a variable that should be there. */
  static IllegalArgumentException missing(String name) {
    return new IllegalArgumentException(
        "The environment variable %s is not set: deploy the function again.".formatted(name));
  }

  /** A number, not negative. */
  Optional<Integer> number(String name) {
    return parsed(name, "a number", Integer::parseUnsignedInt);
  }

  /** A duration, as {@code PT5S}. */
  Optional<Duration> duration(String name) {
    return parsed(name, "a duration such as PT5S", Duration::parse);
  }

  private <T> Optional<T> parsed(String name, String wanted, Function<String, T> parser) {
    try {
      return optional(name).map(parser);
    } catch (NumberFormatException | DateTimeParseException e) {
      throw new IllegalArgumentException(
          "The environment variable %s is '%s', and should be %s."
              .formatted(name, values.get(name), wanted),
          e);
    }
  }
}
