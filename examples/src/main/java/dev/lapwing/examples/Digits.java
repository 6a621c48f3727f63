package dev.lapwing.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Images of handwritten digits, and the digits that they show: real data, shipped with its licence
 * (see the README beside it).
 *
 * <p>Source: E. Alpaydin and C. Kaynak, Optical Recognition of Handwritten Digits, UCI Machine
 * Learning Repository, 1998, doi:10.24432/C50P49, CC BY 4.0.
 */
public final class Digits {
  /** Rows, and columns, of an image. */
  public static final int SIDE = 8;

  private final List<double[]> images;
  private final int[] labels;

  private Digits(List<double[]> images, int[] labels) {
    this.images = images;
    this.labels = labels;
  }

  /** All 1,797 images. */
  public static Digits load() {
    List<double[]> lines = lines();
    return new Digits(
        lines.stream().map(line -> Arrays.copyOf(line, SIDE * SIDE)).toList(),
        lines.stream().mapToInt(line -> (int) line[SIDE * SIDE]).toArray());
  }

  /** The number of images. */
  public int count() {
    return labels.length;
  }

  /** The pixels of an image, row by row, from 0 for white to 16 for black. */
  public double[] image(long index) {
    return images.get(Math.toIntExact(index));
  }

  /** The digit that an image shows. */
  public int label(long index) {
    return labels[Math.toIntExact(index)];
  }

  /** The images {@code from <= i < to}. */
  public Digits slice(int from, int to) {
    return new Digits(images.subList(from, to), Arrays.copyOfRange(labels, from, to));
  }

  private static List<double[]> lines() {
    try (var packed = Digits.class.getResourceAsStream("digits/digits.csv.gz");
        var text = new InputStreamReader(new GZIPInputStream(packed), StandardCharsets.US_ASCII);
        var lines = new BufferedReader(text)) {
      return lines
          .lines()
          .map(line ->
              Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the digits that come with Lapwing cannot be read", e);
    }
  }
}
