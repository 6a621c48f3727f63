package dev.lapwing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a real bash makes of a tab key: it reads its keys from a pipe as it would from a terminal.
 */
class CompletionCommandTest {
  @TempDir private Path folder;

  @Test
  void bashCompletesCommandsOptionsValuesAndFileNames() throws Exception {
    Files.createDirectories(folder.resolve("work"));
    Files.createFile(folder.resolve("apple.npy"));
    Files.createFile(folder.resolve("with space.npy"));
    assertThat(
            completed(
                "chol\t apple.npy",
                "cholesky app\t",
                "cholesky apple.npy --ov\t",
                "cholesky wi\t",
                "solve --a ta\t",
                "solve apple.npy --folder wo\t",
                "verify least\t",
                "explain choleskyX\t",
                "explain transp\t",
                "help cho\t",
                "runs wo\t",
                "--vers\t"))
        .containsExactly(
            "cholesky apple.npy",
            "cholesky apple.npy",
            "cholesky apple.npy --overwrite",
            "cholesky with space.npy",
            "solve --a tall",
            "solve apple.npy --folder work/",
            "verify least-squares",
            "explain choleskyX",
            "explain transpose",
            "help cholesky",
            "runs work/",
            "--version");
  }

  /** The arguments that a command gets which is typed so, with a tab where it says. */
  private List<String> completed(String... typed) throws Exception {
    Path script = folder.resolve("completion.sh");
    Files.writeString(script, Invocation.of("completion").out());
    StringBuilder keys = new StringBuilder("source completion.sh\nlapwing() { echo \"$*\"; }\n");
    for (String line : typed) {
      keys.append("lapwing ").append(line).append('\n');
    }
    Process bash =
        new ProcessBuilder("bash", "--norc", "--noprofile", "-i")
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var input = bash.getOutputStream()) {
      input.write(keys.append("exit\n").toString().getBytes(StandardCharsets.UTF_8));
    }
    return new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
        .lines()
        .toList();
  }
}
