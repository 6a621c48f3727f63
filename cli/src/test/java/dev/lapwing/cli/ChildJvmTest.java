package dev.lapwing.cli;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lapwing.testing.UnreadableFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchService;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own can show: signals, pipes, exit codes, logging. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class ChildJvmTest {
  private static final long PATIENCE_SECONDS = 180;

  @TempDir private Path folder;

  @Test
  void theExitCodeAndAllStreamsReachTheShell() throws Exception {
    Process process = start("cholesky", "none.npy");
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(ExitCode.USAGE);
    assertThat(text(process.getErrorStream())).isEqualTo("lapwing: there is no none.npy\n");
    assertThat(text(process.getInputStream())).isEmpty();
  }

  @Test
  void ctrlCStopsGeneratingAndLeavesNothing() throws Exception {
    assertStoppedCleanly(start("generate", "random", "30000x30000", "--quiet", "--out", "a.zarr"));
  }

  @Test
  void ctrlCStopsAFactorizationAndLeavesNothing() throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    Path results = Files.createDirectory(folder.resolve("results"));
    String a = data.resolve("a.zarr").toString();
    assertThat(Invocation.of("generate", "spd", "1024", "--tile", "64", "--out", a).exitCode())
        .isZero();
    // A tile that it does not come by, so that it is not done before it is stopped.
    var unused = UnreadableFile.of(data.resolve("a.zarr/c/15/15"));
    assertStoppedCleanly(
        results,
        ChildProcess.start(results, "cholesky", a, "--quiet", "--no-check", "--out", "a.zarr"));
  }

  @Test
  void aRunThatWasKilledIsListedAndGoesOn() throws Exception {
    Invocation.of("generate", "spd", "1024", "--tile", "64", "--out", file("a.zarr"));
    try (var last = UnreadableFile.of(folder.resolve("a.zarr/c/15/15"))) {
      Process victim =
          start("cholesky", "a.zarr", "--folder", "work", "--no-check", "--out", "l.zarr");
      while (unfinishedRuns() == 0) {
        assertThat(victim.isAlive()).as("without %s", last).isTrue();
      }
      victim.destroyForcibly().waitFor();
    }
    assertThat(unfinishedRuns()).isEqualTo(1);
    assertThat(folder.resolve("l.zarr")).doesNotExist();
    assertThat(Invocation.of("resume", "--folder", file("work")).exitCode()).isZero();
    assertThat(Invocation.of("verify", "cholesky", file("a.zarr"), file("l.zarr")).exitCode())
        .isZero();
    assertThat(unfinishedRuns()).isZero();
    assertThat(Invocation.of("resume", "--folder", file("work")).err()).contains("is unfinished");
  }

  /** Zero also before there is a folder to look into. */
  private int unfinishedRuns() {
    int unfinished = 0;
    for (JsonNode run :
        Invocation.of("runs", "--folder", file("work"), "--json").json().path("runs")) {
      unfinished += run.path("status").asText().equals("RUNNING") ? 1 : 0;
    }
    return unfinished;
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void aReaderThatHasSeenEnoughIsNoError() throws Exception {
    List<String> lapwing = ChildProcess.command("explain");
    Process process =
        new ProcessBuilder("sh", "-c", String.join(" ", lapwing) + " | head -n 1")
            .directory(folder.toFile())
            .start();
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(text(process.getInputStream()).lines()).hasSize(1);
    assertThat(text(process.getErrorStream())).isEmpty();
  }

  @Test
  void verboseLogsWhichKernelsWereFound() throws Exception {
    Process quiet = start("doctor");
    Process verbose = start("doctor", "--verbose");
    assertThat(Invocation.errorLines(text(quiet.getErrorStream()))).isEmpty();
    assertThat(text(verbose.getErrorStream())).contains("INFO").contains("Kernels: ");
  }

  @Test
  void whatIsNoTerminalGetsNoColours() throws Exception {
    assertThat(text(start("--help").getInputStream()))
        .contains("cholesky")
        .doesNotContain("\u001b");
    assertThat(text(start("hello").getInputStream())).contains("residual").doesNotContain("\u001b");
  }

  private void assertStoppedCleanly(Process process) throws Exception {
    assertStoppedCleanly(folder, process);
  }

  /** Sends the signal as soon as the process has begun to write. */
  private static void assertStoppedCleanly(Path results, Process process) throws Exception {
    try (WatchService watch = results.getFileSystem().newWatchService()) {
      results.register(watch, ENTRY_CREATE);
      boolean begun = !isEmpty(results) || watch.poll(PATIENCE_SECONDS, TimeUnit.SECONDS) != null;
      assertThat(begun).isTrue();
    }
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(ExitCode.CANCELLED);
    assertThat(text(process.getErrorStream()))
        .isEqualTo("lapwing: cancelled; a.zarr was not written\n");
    assertThat(isEmpty(results)).isTrue();
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  private Process start(String... arguments) throws IOException {
    return ChildProcess.start(folder, arguments);
  }

  private static String text(InputStream stream) throws IOException {
    return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
  }
}
