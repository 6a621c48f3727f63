package dev.lapwing.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DigitComponentsTest {
  @Test
  void aQuarterOfTheDirectionsExplainsMostOfTheVariance() {
    var printed = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      DigitComponents.main(new String[0]);
    } finally {
      System.setOut(before);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains(" 2 components explain 0.285", "16 components explain 0.849")
        .endsWith(System.lineSeparator());
  }
}
