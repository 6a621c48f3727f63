package dev.lapwing.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DigitsTest {
  private final Digits digits = Digits.load();

  @Test
  void thereAreAllOfThem() {
    assertThat(digits.count()).isEqualTo(1797);
    assertThat(IntStream.range(0, 1797).map(digits::label).distinct().sorted().toArray())
        .isEqualTo(IntStream.range(0, 10).toArray());
    assertThat(IntStream.range(0, 10).map(digits::label).toArray())
        .isEqualTo(IntStream.range(0, 10).toArray());
  }

  @Test
  void grayValuesLieBetween0And16() {
    for (int number = 0; number < digits.count(); number++) {
      for (int pixel = 0; pixel < Digits.PIXELS; pixel++) {
        assertThat(digits.pixel(number, pixel)).isBetween(0.0, 16.0);
      }
    }
  }

  @Test
  void aRangeCountsFromItsOwnZero() {
    Digits range = digits.range(100, 110);

    assertThat(range.count()).isEqualTo(10);
    assertThat(range.label(3)).isEqualTo(digits.label(103));
    assertThat(range.squaredDistance(3, digits, 103)).isZero();
    assertThat(range.squaredDistance(3, digits, 104)).isPositive();
  }

  @Test
  void theFileIsTheOneThatItsReadmeDescribes() throws IOException, NoSuchAlgorithmException {
    byte[] file = resource("digits.csv.gz");
    String readme = new String(resource("README.md"), StandardCharsets.UTF_8);

    byte[] hash = MessageDigest.getInstance("SHA-256").digest(file);

    assertThat(readme).contains(HexFormat.of().formatHex(hash)).contains("CC BY 4.0");
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream stream = Digits.class.getResourceAsStream(name)) {
      return stream.readAllBytes();
    }
  }
}
