package dev.lapwing.cli;

import dev.lapwing.data.Digits;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Handwritten digits drawn with letters, two for a pixel. */
final class DigitArt {
  private static final String INK = " .:-=+*#@";
  private static final String MARGIN = "  ";
  private static final int SIDE = 8;
  private static final int WIDTH = 2 * SIDE;

  private DigitArt() {}

  /** Some images, one beside the other. */
  static List<String> sideBySide(Digits digits, List<Integer> images) {
    return IntStream.range(0, SIDE).mapToObj(row -> line(digits, images, row)).toList();
  }

  /** What the images below which it stands were read as. */
  static String captions(Digits digits, int[] read, List<Integer> images) {
    return images.stream()
        .map(i -> String.format("%-" + WIDTH + "s", caption(read[i], digits.label(i))))
        .collect(Collectors.joining(MARGIN, MARGIN, ""))
        .stripTrailing();
  }

  private static String caption(int read, int meant) {
    return read == meant ? "   read as " + read : "read as " + read + ", is " + meant;
  }

  private static String line(Digits digits, List<Integer> images, int row) {
    return images.stream()
        .map(i -> pixels(digits, i, row))
        .collect(Collectors.joining(MARGIN, MARGIN, ""))
        .stripTrailing();
  }

  private static String pixels(Digits digits, int image, int row) {
    return IntStream.range(0, SIDE)
        .mapToObj(column -> ink(digits.pixel(image, row * SIDE + column)).repeat(2))
        .collect(Collectors.joining());
  }

  private static String ink(double value) {
    int level = (int) (value / 2);
    return INK.substring(level, level + 1);
  }
}
