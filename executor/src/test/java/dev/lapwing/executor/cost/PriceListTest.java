package dev.lapwing.executor.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PriceListTest {
  private static final double CENT = 0.01;

  @TempDir private Path folder;

  @Test
  void theShippedListIsCompleteAndSaysFromWhenItIs() {
    PriceList shipped = PriceList.shipped();
    assertThat(shipped.regions()).contains("us-east-1", "eu-central-1");
    assertThat(shipped.regions())
        .allSatisfy(
            region -> {
              Prices prices = shipped.of(region);
              assertThat(prices.dollars()).hasSameSizeAs(Charge.values());
              assertThat(prices.dollars().values()).allMatch(dollars -> dollars > 0);
              assertThat(prices.sources().values())
                  .allSatisfy(
                      source -> {
                        assertThat(source.text()).contains("AWS Price List");
                        assertThat(source.asOf().stream())
                            .allMatch(day -> day.isAfter(LocalDate.of(2025, 1, 1)));
                      });
            });
  }

  @Test
  void theDayOfAListIsItsOldestAndSaysWhatHasNone() {
    PriceList shipped = PriceList.shipped();
    assertThat(shipped.of("us-east-1").day()).isEqualTo("2026-07-28");
    assertThat(shipped.of("us-west-2").day()).isEqualTo("2026-08-08 (Lambda: day unknown)");
    assertThat(shipped.of("us-west-2").source(Charge.S3_READ).asOf())
        .contains(LocalDate.of(2026, 9, 18));
  }

  @Test
  void oneSourceMayStandForAllServicesThatARegionDoesNotName() throws IOException {
    String text =
        new String(shippedText(), java.nio.charset.StandardCharsets.UTF_8)
            .replaceAll("\"(S3|SQS|DynamoDB|CloudWatch)\": \\{[^}]*},?", "")
            .replace("\"Lambda\": {\"asOf\": \"2026-09-19\", ", "\"Lambda\": {")
            .replaceAll("(\"source\": \"[^\"]*\"}),\\s+}", "$1}")
            .replace(
                "\"currency\"", "\"asOf\": \"2030-01-31\", \"source\": \"mine\", \"currency\"");
    Prices prices =
        PriceList.read(Files.writeString(folder.resolve("mine.json"), text)).of("us-east-1");
    assertThat(prices.day()).isEqualTo("2030-01-31 (Lambda: day unknown)");
    assertThat(prices.source(Charge.SQS_REQUEST).text()).isEqualTo("mine");
  }

  @Test
  void aBillIsAmountsTimesPrices() {
    Usage usage =
        Usage.of(Charge.S3_WRITE, 1_000_000)
            .plus(Usage.of(Charge.S3_READ, 1_000_000))
            .plus(Usage.of(Charge.SQS_REQUEST, 1_000_000))
            .plus(Usage.of(Charge.DYNAMODB_WRITE, 1_000_000))
            .plus(Usage.ofFunction(1_000_000, 2048, Duration.ofMinutes(500)));
    Bill bill = PriceList.shipped().of("us-east-1").bill(usage);
    assertThat(bill.byService().get("S3")).isCloseTo(5 + 0.4, within(CENT));
    assertThat(bill.byService().get("SQS")).isCloseTo(0.4, within(CENT));
    assertThat(bill.byService().get("DynamoDB")).isCloseTo(0.625, within(CENT));
    assertThat(bill.byService().get("Lambda")).isCloseTo(0.2 + 1.0, within(CENT));
    assertThat(bill.dollars()).isCloseTo(5.4 + 0.4 + 0.625 + 1.2, within(CENT));
  }

  @Test
  void aListOfOnesOwnIsRead() throws IOException {
    String text = new String(shippedText(), java.nio.charset.StandardCharsets.UTF_8);
    Path file =
        Files.writeString(
            folder.resolve("mine.json"),
            text.replace("us-west-2", "moon-1")
                .replaceAll("\"asOf\": \"[^\"]*\"", "\"asOf\": \"2030-01-31\""));
    Prices prices = PriceList.read(file).of("moon-1");
    assertThat(prices.asOf()).contains(LocalDate.of(2030, 1, 31));
  }

  @Test
  void whatIsNoPriceListIsRefusedWithThePlace() throws IOException {
    assertRefused("{\"asOf\": \"January\", \"regions\": {\"moon-1\": {}}}", "could not be parsed");
    assertRefused("{", "no price list");
    assertRefused("{}", "no regions");
    assertRefused(
        new String(shippedText(), java.nio.charset.StandardCharsets.UTF_8)
            .replaceAll("\"SQS\": \\{[^}]*},", ""),
        "lack the source of those of SQS");
    assertRefused("{\"asOf\": \"2030-01-31\", \"regions\": {\"moon-1\": {}}}", "lack s3.write");
    assertRefused(
        "{\"asOf\": \"2030-01-31\", \"regions\": {\"moon-1\": {\"s3.write\": {\"dollars\": 1}}}}",
        "s3.write has nothing for per");
  }

  @Test
  void anUnknownRegionIsAnsweredWithTheKnownOnes() {
    assertThatThrownBy(() -> PriceList.shipped().of("moon-1"))
        .hasMessageContaining("moon-1")
        .hasMessageContaining("us-east-1");
  }

  private void assertRefused(String text, String why) throws IOException {
    Path file = Files.writeString(folder.resolve("list.json"), text);
    assertThatThrownBy(() -> PriceList.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("list.json")
        .hasMessageContaining(why);
  }

  private static byte[] shippedText() throws IOException {
    try (var stream = PriceList.class.getResourceAsStream("prices.json")) {
      return stream.readAllBytes();
    }
  }
}
