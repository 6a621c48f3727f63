package dev.lapwing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressViewTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void aTerminalShowsOneLineThatIsWipedAtTheEnd() {
    ProgressView view = ProgressView.line(err, Terminals.ofColumns(80));
    view.show(after(1));
    view.show(after(2));
    view.clear();
    assertThat(shown())
        .isEqualTo("\rreading a.npy  1.00 s\u001b[K\rreading a.npy  2.00 s\u001b[K\r\u001b[K");
  }

  @Test
  void nothingIsWipedThatWasNotDrawn() {
    ProgressView.line(err, Terminals.ofColumns(80)).clear();
    assertThat(shown()).isEmpty();
  }

  @Test
  void aLogGetsALineOnceInAnIntervalAndNoneForShortWork() {
    ProgressView view = ProgressView.log(err, Duration.ofSeconds(10));
    for (int second = 0; second < 25; second++) {
      view.show(after(second));
    }
    view.clear();
    assertThat(shown().lines())
        .containsExactly("lapwing: reading a.npy: 10 s", "lapwing: reading a.npy: 20 s");
  }

  private String shown() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static Activity after(int seconds) {
    return new Activity("reading a.npy", Duration.ofSeconds(seconds), Optional.empty());
  }
}
