package dev.lapwing.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.BigMatrix;
import dev.lapwing.CholeskyFactor;
import dev.lapwing.Lapwing;
import dev.lapwing.Residuals;
import dev.lapwing.state.processes.ChildJvm;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WithoutNd4jTest {
  @TempDir private Path folder;

  @Test
  void theLibraryWorksWithoutNd4jOnTheClassPath() throws Exception {
    List<String> with = List.of(System.getProperty("java.class.path").split(File.pathSeparator));
    String without =
        with.stream().filter(jar -> !isNd4j(jar)).collect(Collectors.joining(File.pathSeparator));
    assertThat(with).anyMatch(WithoutNd4jTest::isNd4j);
    Path errors = folder.resolve("errors.txt");
    try (ChildJvm child = ChildJvm.startOn(without, errors, Factoring.class)) {
      assertThat(child.allLines())
          .as(() -> "standard output; standard error was " + read(errors))
          .containsExactly("no INDArray", "a good factor");
      assertThat(child.exitCode()).isZero();
    }
  }

  private static boolean isNd4j(String jar) {
    return Path.of(jar).getFileName().toString().startsWith("nd4j-");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the other JVM does. */
  static final class Factoring {
    private Factoring() {}

    public static void main(String[] arguments) {
      System.out.println(has("org.nd4j.linalg.api.ndarray.INDArray") ? "INDArray" : "no INDArray");
      try (Lapwing lapwing = Lapwing.local();
          BigMatrix a = lapwing.randomSpd(200, 1);
          CholeskyFactor factor = a.cholesky()) {
        boolean good = Residuals.cholesky(a, factor.lower()) < 10;
        System.out.println(good ? "a good factor" : "a bad factor");
      }
    }

    private static boolean has(String type) {
      try {
        return Class.forName(type) != null;
      } catch (ClassNotFoundException absent) {
        return false;
      }
    }
  }
}
