package dev.lapwing.format;

import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers as people and programs write them in text files. */
final class Numbers {
  private Numbers() {}

  /** The number that a word stands for, or empty if it is none. */
  static OptionalDouble parse(String word) {
    String text = word.strip();
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "nan", "+nan", "-nan" -> OptionalDouble.of(Double.NaN);
      case "inf", "+inf", "infinity", "+infinity" -> OptionalDouble.of(Double.POSITIVE_INFINITY);
      case "-inf", "-infinity" -> OptionalDouble.of(Double.NEGATIVE_INFINITY);
      default -> parseFinite(text);
    };
  }

  // Java would also take "1f", "1d" and hexadecimal numbers.
  private static OptionalDouble parseFinite(String text) {
    if (text.isEmpty() || !endsAsNumber(text.charAt(text.length() - 1)) || isHexadecimal(text)) {
      return OptionalDouble.empty();
    }
    try {
      return OptionalDouble.of(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  private static boolean endsAsNumber(char last) {
    return (last >= '0' && last <= '9') || last == '.';
  }

  private static boolean isHexadecimal(String text) {
    return text.indexOf('x') >= 0 || text.indexOf('X') >= 0;
  }
}
