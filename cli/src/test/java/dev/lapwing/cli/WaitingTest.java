package dev.lapwing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.testing.UnreadableFile;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user reads on a terminal while a run cannot go on. */
class WaitingTest {
  @TempDir private Path folder;

  @Test
  void aTileThatCannotBeReadIsNamedUntilItCan() throws Exception {
    String a = folder.resolve("a.zarr").toString();
    assertThat(Invocation.of("generate", "spd", "64", "--tile", "32", "--out", a).exitCode())
        .isZero();
    UnreadableFile tile = UnreadableFile.of(folder.resolve("a.zarr/c/0/0"));

    ByteArrayOutputStream err = new ByteArrayOutputStream();
    CompletableFuture<Integer> exitCode =
        CompletableFuture.supplyAsync(() -> run(err, "cholesky", a, "--no-check"));
    while (!text(err).contains("waiting because") && !exitCode.isDone()) {
      Thread.onSpinWait();
    }
    tile.close();

    assertThat(exitCode.join()).as(text(err)).isZero();
    assertThat(text(err))
        .containsPattern(
            "waiting because reading the inputs of potrf\\(i=0\\) at Cholesky.java:\\d+ failed and is tried again:")
        .contains("a.zarr/c/0/0");
  }

  private static int run(ByteArrayOutputStream err, String... arguments) {
    Console console =
        new Console(
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            () -> Terminals.ofColumns(400),
            Map.of());
    return Cli.run(console, new Interruption(), arguments);
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
