package dev.lapwing.testing.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.testing.Eventually;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** No environment outlives the JVM of its service. */
@Tag("once")
class OrphansTest {
  private static final String PREFIX = "environments:";

  @TempDir Path folder;

  /** A JVM with an environment that works and one that is frozen; tells their process ids. */
  static final class Parent {
    private Parent() {}

    public static void main(String[] arguments) throws Exception {
      Service service = Service.start();
      CompletableFuture<InvokeResponse> busy = service.keepBusy(Path.of(arguments[0]));
      service.ask("echo hello");
      System.out.println(
          PREFIX + service.function().processes().toString().replaceAll("\\D+", " "));
      busy.join();
    }
  }

  @Test
  void environmentsEndWhenTheirServicesJvmIsKilled() throws Exception {
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                Parent.class.getName(),
                folder.resolve("never").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = parent.inputReader(StandardCharsets.UTF_8)) {
      List<Long> environments = environments(output);
      assertThat(environments).hasSize(2).allMatch(OrphansTest::lives);
      parent.destroyForcibly().waitFor();
      Eventually.until("they end", () -> environments.stream().noneMatch(OrphansTest::lives));
    } finally {
      parent.destroyForcibly();
    }
  }

  private static List<Long> environments(BufferedReader output) {
    String line = output.lines().filter(told -> told.startsWith(PREFIX)).findFirst().orElseThrow();
    return Arrays.stream(line.substring(PREFIX.length()).trim().split(" "))
        .map(Long::valueOf)
        .toList();
  }

  /** A process that has ended but whom nobody has asked how is dead. */
  private static boolean lives(long pid) {
    return "ZX".indexOf(Service.stateOf(pid)) < 0;
  }
}
