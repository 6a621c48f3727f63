package dev.lapwing.executor.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionEventsTest {
  private static final String RUN = "01JDXW8N7Q3F5V6Z9KMBT2R4GH";

  @Test
  void aRunIsJoined() throws IOException {
    assertThat(read("{\"run\": \"" + RUN + "\"}")).isEqualTo(new FunctionEvent.Join(RUN));
  }

  @Test
  void runsAreLookedAfter() throws IOException {
    assertThat(read("{\"sweep\": true}")).isEqualTo(new FunctionEvent.Sweep());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                             | not a JSON object",
        "null                           | not a JSON object",
        "[]                             | not a JSON object",
        "\"run\"                        | not a JSON object",
        "{                              | not JSON",
        "{\"run\": \"A\"} {}            | not JSON",
        "{\"run\": \"A\", \"run\": \"B\"} | not JSON",
        "{}                             | \"run\" is missing",
        "{\"run\": 7}                   | \"run\" is 7",
        "{\"run\": \"\"}                | \"run\" is \"\"",
        "{\"run\": \"../etc\"}          | \"run\" is \"../etc\"",
        "{\"run\": [\"A\"]}             | \"run\" is [\"A\"]",
        "{\"rnu\": \"A\"}               | unknown field \"rnu\"",
        "{\"run\": \"A\", \"@class\": \"B\"} | unknown field \"@class\"",
        "{\"sweep\": false}             | \"sweep\" is false",
        "{\"sweep\": 1}                 | \"sweep\" is 1",
        "{\"sweep\": true, \"run\": \"A\"} | unknown field \"run\"",
      })
  void anythingElseIsRefusedWithWhatWouldBeRight(String event, String reason) {
    assertThatThrownBy(() -> read(event))
        .isInstanceOf(BadEvent.class)
        .hasMessageContaining(reason)
        .hasMessageEndingWith("or {\"sweep\": true}.");
  }

  @Test
  void anEventThatIsTooLongIsRefusedUnread() {
    assertThatThrownBy(() -> read("{\"run\": \"" + "A".repeat(5000) + "\"}"))
        .isInstanceOf(BadEvent.class)
        .hasMessageContaining("more than 4096 bytes");
  }

  private static FunctionEvent read(String text) throws IOException {
    return FunctionEvents.read(new ByteArrayInputStream(text.getBytes(UTF_8)));
  }
}
