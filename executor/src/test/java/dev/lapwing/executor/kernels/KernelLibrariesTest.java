package dev.lapwing.executor.kernels;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The choice of kernels is one for a process, so that every test here starts its own. */
class KernelLibrariesTest {
  @TempDir private Path folder;

  @Test
  void openBlasIsBestWhereItIs() throws IOException, InterruptedException {
    assertThat(best()).startsWith("OpenBLAS").contains("one thread a call");
    assertThat(best("-Dlapwing.blas=openblas")).isEqualTo(best());
  }

  @Test
  void javaComputesIfAsked() throws IOException, InterruptedException {
    assertThat(best("-Dlapwing.blas=java")).isEqualTo("Java (netlib Java11BLAS)");
    assertThat(best("-Dlapwing.blas=java", "--add-modules=jdk.incubator.vector"))
        .contains("Java (netlib VectorBLAS)");
  }

  @Test
  void javaComputesWhereNativeLibrariesCannotBeUnpacked() throws IOException, InterruptedException {
    Path file = Files.createFile(folder.resolve("file"));
    String nowhere = "-Dlapwing.blas.cache=" + file;
    assertThat(best(nowhere)).isEqualTo("Java (netlib Java11BLAS)");
    assertThat(best(nowhere, "-Dlapwing.blas=openblas"))
        .contains("IllegalStateException")
        .contains("No folder for native libraries can be written");
  }

  @Test
  void aProcessorTypeThatIsAskedForComputesOrIsRefused() throws IOException, InterruptedException {
    // Only the x86 libraries hold kernels for more than one type.
    boolean x86 =
        NativePlatform.of("Linux", System.getProperty("os.arch"))
            .orElseThrow()
            .name()
            .endsWith("x86_64");
    for (String type : List.of("Haswell", "Sandybridge", "Nehalem")) {
      assertThat(best("-Dlapwing.blas.core=" + type))
          .contains(
              x86
                  ? "(" + type + ", one thread a call)"
                  : "cannot compute for the processor type " + type);
    }
  }

  @Test
  void whatCannotBeHadIsRefused() throws IOException, InterruptedException {
    assertThat(best("-Dlapwing.blas.core=Abacus"))
        .contains("OpenBLAS cannot compute for the processor type Abacus here");
    assertThat(best("-Dlapwing.blas=cuda"))
        .contains(
            "The system property lapwing.blas is \"cuda\": it must be auto, openblas or java.");
  }

  @Test
  void manyProcessesMayStartAtOnce() throws IOException, InterruptedException {
    String cache = "-Dlapwing.blas.cache=" + folder.resolve("cache");
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      processes.add(start(cache));
    }
    for (Process process : processes) {
      assertThat(output(process)).startsWith("OpenBLAS");
    }
  }

  private static String best(String... options) throws IOException, InterruptedException {
    return output(start(options));
  }

  private static Process start(String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(PrintBest.class.getName());
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /** What a process prints, without what logging and the JVM have to say about themselves. */
  private static String output(Process process) throws IOException, InterruptedException {
    String all = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return String.join(
        "\n", all.lines().filter(line -> !line.matches("(SLF4J|WARNING).*|\\s*")).toList());
  }

  /** Prints which kernels a process chooses. */
  static final class PrintBest {
    private PrintBest() {}

    public static void main(String[] arguments) {
      System.out.println(KernelLibraries.best().description());
    }
  }
}
