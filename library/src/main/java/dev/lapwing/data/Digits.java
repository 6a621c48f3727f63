package dev.lapwing.data;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Handwritten digits: 1,797 images of 8 x 8 gray values, and the digit that each shows.
 *
 * <p>Source: E. Alpaydin and C. Kaynak, "Optical Recognition of Handwritten Digits", UCI Machine
 * Learning Repository, DOI 10.24432/C50P49; licence CC BY 4.0.
 */
public final class Digits {
  /** The number of gray values of an image, 8 rows of 8. */
  public static final int PIXELS = 64;

  private static final String RESOURCE = "digits.csv.gz";

  private final List<Digit> digits;

  private Digits(List<Digit> digits) {
    this.digits = digits;
  }

  /** All of them, in the order of their source. */
  public static Digits load() {
    try (InputStream packed = Digits.class.getResourceAsStream(RESOURCE);
        CsvReader<CsvRecord> lines =
            CsvReader.builder()
                .ofCsvRecord(
                    new InputStreamReader(
                        new GZIPInputStream(packed), StandardCharsets.US_ASCII))) {
      List<Digit> digits = new ArrayList<>();
      lines.forEach(line -> digits.add(Digit.parse(line)));
      return new Digits(List.copyOf(digits));
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + RESOURCE, e);
    }
  }

  /** How many there are. */
  public int count() {
    return digits.size();
  }

  /** Those from one number (from zero) to before another. */
  public Digits range(int from, int to) {
    return new Digits(digits.subList(from, to));
  }

  /** What the image of a number shows, 0 to 9. */
  public int label(int number) {
    return digits.get(number).label();
  }

  /** A gray value of an image, 0 (white) to 16 (black). */
  public double pixel(int number, int pixel) {
    return digits.get(number).pixels()[pixel];
  }

  /** The square of the Euclidean distance between an image here and one of other digits. */
  public double squaredDistance(int number, Digits others, int otherNumber) {
    double[] image = digits.get(number).pixels();
    double[] other = others.digits.get(otherNumber).pixels();
    double sum = 0;
    for (int pixel = 0; pixel < PIXELS; pixel++) {
      double difference = image[pixel] - other[pixel];
      sum += difference * difference;
    }
    return sum;
  }

  /** One image and what it shows. */
  private record Digit(double[] pixels, int label) {

    static Digit parse(CsvRecord line) {
      double[] pixels = new double[PIXELS];
      for (int pixel = 0; pixel < PIXELS; pixel++) {
        pixels[pixel] = Double.parseDouble(line.getField(pixel));
      }
      return new Digit(pixels, (int) Double.parseDouble(line.getField(PIXELS)));
    }
  }
}
