package dev.lapwing.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time as people write it: {@code 30s}, {@code 5m}, {@code 1.5h}, {@code 250ms}. */
record TimeSpan(Duration duration) {
  private static final Pattern SYNTAX = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h)");
  private static final Map<String, Long> MILLIS =
      Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L);

  /** The time that a text says. */
  static TimeSpan parse(String text) {
    Matcher matcher = SYNTAX.matcher(text.strip());
    if (!matcher.matches()) {
      throw new TypeConversionException(
          "'" + text + "' is not a time; write for example 30s, 5m or 1h");
    }
    BigDecimal millis =
        new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(MILLIS.get(matcher.group(2))));
    if (millis.signum() == 0) {
      throw new TypeConversionException("'" + text + "' is no time at all; write for example 30s");
    }
    return new TimeSpan(Duration.ofMillis(millis.longValue()));
  }

  /** Reads an option. */
  static final class Converter implements ITypeConverter<TimeSpan> {
    @Override
    public TimeSpan convert(String text) {
      return parse(text);
    }
  }
}
