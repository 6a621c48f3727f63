package dev.lapwing.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Some rows or columns, counted from zero: {@code 3:20} are 3 to 19, {@code :20} the first twenty,
 * {@code 3:} all from the fourth on.
 *
 * @param from the first
 * @param to behind the last; {@link Long#MAX_VALUE} for all that there are
 */
record Span(long from, long to) {
  private static final Pattern SYNTAX = Pattern.compile("(\\d{0,18}):(\\d{0,18})");

  /** The end of these rows or columns in a matrix that has so many. */
  long end(String what, long count) {
    long end = to == Long.MAX_VALUE ? count : to;
    if (from > end || end > count) {
      throw new BadInput(
          "there are no %s %d:%d: the matrix has %,d".formatted(what, from, end, count));
    }
    return end;
  }

  /** Reads them. */
  static final class Converter implements ITypeConverter<Span> {
    @Override
    public Span convert(String text) {
      Matcher matcher = SYNTAX.matcher(text);
      if (!matcher.matches()) {
        throw new TypeConversionException(
            "'" + text + "' is no range; write for example 3:20, :20 or 3:");
      }
      return new Span(
          matcher.group(1).isEmpty() ? 0 : Long.parseLong(matcher.group(1)),
          matcher.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(matcher.group(2)));
    }
  }
}
