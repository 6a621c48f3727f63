package dev.lapwing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.Shape;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WritingNumbersTest {

  @ParameterizedTest
  @CsvSource({
    "512M, 536870912",
    "2GiB, 2147483648",
    "1.5G, 1610612736",
    "1TB, 1000000000000",
    "4194304, 4194304",
    "1024k, 1048576",
    "100 mb, 100000000"
  })
  void amountsOfMemoryAreReadWithAnyUnit(String text, long bytes) {
    assertThat(ByteSize.parse(text).bytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 bytes",
    "1000, 1000 bytes",
    "1024, 1.00 KiB",
    "1048576, 1.00 MiB",
    "1048575, 1.00 MiB",
    "53687091200, 50.0 GiB",
    "9223372036854775807, 8.00 EiB"
  })
  void amountsOfMemoryAreWrittenWithThreeDigits(long bytes, String text) {
    assertThat(ByteSize.text(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"256, 256, 256", "512x256, 512, 256", "1_024x3, 1024, 3", "10×20, 10, 20"})
  void tilesAreOneLengthOrTwo(String text, long rows, long columns) {
    assertThat(new Lengths.OfTile().convert(text)).isEqualTo(new Shape(rows, columns));
  }

  @ParameterizedTest
  @CsvSource({
    "PT0.42S, 0.42 s",
    "PT9.999S, 10 s",
    "PT73S, 73 s",
    "PT2M, 2 min",
    "PT99M, 99 min",
    "PT3H24M, 3.4 h"
  })
  void timesHaveTheUnitThatSuitsThem(Duration time, String text) {
    assertThat(Numbers.time(time)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"93800000000000, 93.8 T", "999.4, '999 '", "999600, 1.00 M", "1e21, 1000 E"})
  void flopsHaveThePrefixThatSuitsThem(double flops, String text) {
    assertThat(Numbers.scaled(flops)).isEqualTo(text);
  }
}
