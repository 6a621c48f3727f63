package dev.lapwing.cli;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. */
final class Numbers {
  private static final String[] PREFIXES = {"", "k", "M", "G", "T", "P", "E"};

  private Numbers() {}

  /** With separators: {@code 2,829,056}. */
  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** A noun with its number: {@code 1 task}, {@code 816 tasks}. */
  static String count(long value, String noun) {
    return count(value) + " " + noun + (value == 1 ? "" : "s");
  }

  /** Three significant digits, never in powers of ten: {@code 54.5}, {@code 1230}. */
  static String threeDigits(double value) {
    int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** With the prefix of a thousand: {@code 22.9 G}; the unit follows at once. */
  static String scaled(double value) {
    int prefix = 0;
    double mantissa = value;
    while (mantissa >= 999.5 && prefix < PREFIXES.length - 1) {
      mantissa /= 1000;
      prefix++;
    }
    return prefix == 0
        ? String.format(Locale.ROOT, "%.0f ", mantissa)
        : threeDigits(mantissa) + " " + PREFIXES[prefix];
  }

  /** Two significant digits of a residual: {@code 0.013}, {@code 3.2e+11}. */
  static String residual(double value) {
    if (value != 0 && (Math.abs(value) < 1e-3 || Math.abs(value) >= 1e4)) {
      return String.format(Locale.ROOT, "%.1e", value);
    }
    return String.format(Locale.ROOT, Math.abs(value) < 0.1 ? "%.4f" : "%.2f", value);
  }

  /** A short time: {@code 0.42 s}, {@code 73 s}, {@code 12 min}, {@code 3.4 h}. */
  static String time(Duration time) {
    double seconds = time.toNanos() * 1e-9;
    if (seconds < 99.5) {
      return (seconds < 9.995 ? threeDigits(seconds) : String.format(Locale.ROOT, "%.0f", seconds))
          + " s";
    }
    return seconds < 99.5 * 60
        ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
        : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
  }

  /** A short time without fractions of a second: {@code 12 s}. */
  static String roughly(Duration time) {
    Duration seconds = Duration.ofSeconds(Math.round(time.toNanos() * 1e-9));
    return seconds.toSeconds() < 10 ? seconds.toSeconds() + " s" : time(seconds);
  }
}
