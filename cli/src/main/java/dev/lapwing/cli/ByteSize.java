package dev.lapwing.cli;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A number of bytes as people write it: {@code 512M}, {@code 2GiB}, {@code 1.5G}. K, M, G and T are
 * powers of 1024, as the JVM's own options have it; kB, MB, GB and TB are powers of 1000.
 */
record ByteSize(long bytes) {
  private static final Pattern SYNTAX = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([a-zA-Z]*)");
  private static final String RIGHT = "write for example 512M or 2GiB";
  private static final long LEAST = 1 << 20;
  private static final String[] UNITS = {"bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

  private static final Map<String, Long> FACTORS =
      Map.ofEntries(
          Map.entry("", 1L),
          Map.entry("b", 1L),
          Map.entry("k", 1L << 10),
          Map.entry("kib", 1L << 10),
          Map.entry("m", 1L << 20),
          Map.entry("mib", 1L << 20),
          Map.entry("g", 1L << 30),
          Map.entry("gib", 1L << 30),
          Map.entry("t", 1L << 40),
          Map.entry("tib", 1L << 40),
          Map.entry("kb", 1_000L),
          Map.entry("mb", 1_000_000L),
          Map.entry("gb", 1_000_000_000L),
          Map.entry("tb", 1_000_000_000_000L));

  /** The size that a text says. */
  static ByteSize parse(String text) {
    Matcher matcher = SYNTAX.matcher(text.strip());
    if (!matcher.matches()) {
      throw new TypeConversionException("'" + text + "' is not an amount of memory; " + RIGHT);
    }
    Long factor = FACTORS.get(matcher.group(2).toLowerCase(Locale.ROOT));
    if (factor == null) {
      throw new TypeConversionException(
          "'" + matcher.group(2) + "' in '" + text + "' is not a unit of memory; " + RIGHT);
    }
    return checked(text, new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(factor)));
  }

  private static ByteSize checked(String text, BigDecimal bytes) {
    if (bytes.compareTo(BigDecimal.valueOf(LEAST)) < 0) {
      throw new TypeConversionException(
          "'" + text + "' is less than the 1 MiB that anything needs; " + RIGHT);
    }
    if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw new TypeConversionException("'" + text + "' is more than any machine has; " + RIGHT);
    }
    return new ByteSize(bytes.longValue());
  }

  /** Three digits and a binary unit: {@code 1.25 GiB}. */
  static String text(long bytes) {
    int unit = 0;
    double value = (double) bytes;
    while (value >= 1023.5 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    return unit == 0
        ? "%.0f bytes".formatted(value)
        : Numbers.threeDigits(value) + " " + UNITS[unit];
  }

  @Override
  public String toString() {
    return text(bytes);
  }

  /** Reads an option. */
  static final class Converter implements ITypeConverter<ByteSize> {
    @Override
    public ByteSize convert(String text) {
      return parse(text);
    }
  }
}
