package dev.lapwing.cli;

import dev.lapwing.Shape;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Two lengths in one word: {@code 512x256}, or {@code 256} for {@code 256x256}. */
final class Lengths {
  private static final Pattern SYNTAX = Pattern.compile("(\\d+)(?:[xX×](\\d+))?");

  private Lengths() {}

  private static Shape parse(String text, String what, String right) {
    Matcher matcher = SYNTAX.matcher(text.replace("_", ""));
    if (!matcher.matches()) {
      throw new TypeConversionException("'" + text + "' is not " + what + "; " + right);
    }
    try {
      long rows = Long.parseLong(matcher.group(1));
      return new Shape(rows, matcher.group(2) == null ? rows : Long.parseLong(matcher.group(2)));
    } catch (NumberFormatException tooLong) {
      throw new TypeConversionException("'" + text + "' is too large to be " + what + "; " + right);
    }
  }

  /** Reads the shape of a tile. */
  static final class OfTile implements ITypeConverter<Shape> {
    private static final long MOST_ENTRIES = Integer.MAX_VALUE / Double.BYTES;

    @Override
    public Shape convert(String text) {
      Shape tile = parse(text, "a tile", "write for example 256 or 512x256");
      if (tile.rows() == 0 || tile.columns() == 0) {
        throw new TypeConversionException("a tile of " + tile + " is empty; write for example 256");
      }
      if (tile.rows() > MOST_ENTRIES / tile.columns()) {
        throw new TypeConversionException(
            "a tile of " + tile + " is larger than 2 GiB; 512 to 1024 is where kernels are fast");
      }
      return tile;
    }
  }

  /** Reads the shape of a matrix. */
  static final class OfMatrix implements ITypeConverter<Shape> {
    @Override
    public Shape convert(String text) {
      return parse(text, "a shape", "write for example 4096 or 4096x64");
    }
  }
}
