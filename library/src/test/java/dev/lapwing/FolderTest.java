package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.executor.NotPositiveDefinite;
import dev.lapwing.tiles.HeapMatrix;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderTest {
  private static final RunOptions TILES = RunOptions.defaults().tile(new Shape(32, 32));

  @TempDir Path folder;

  @Test
  void aResultIsWrittenWhereItIsWantedAndStaysThere() {
    String place = folder.resolve("l.zarr").toString();
    double[][] l;
    try (Lapwing lapwing = Lapwing.builder().tile(32).build()) {
      BigMatrix a = lapwing.randomSpd(100, 1);
      l = a.cholesky().lower().toArray();

      a.async(RunOptions.into(place)).cholesky().join().close();
    }

    try (Lapwing other = Lapwing.local()) {
      assertThat(other.open(place).toArray()).isDeepEqualTo(l);
    }
    assertThat(names(folder)).containsExactly("l.zarr");
  }

  @Test
  void aNewResultTakesThePlaceOfAnOldOne() {
    String place = folder.resolve("c.zarr").toString();
    try (Lapwing lapwing = Lapwing.local()) {
      lapwing.identity(300).save(place);
      lapwing.identity(3).async(RunOptions.into(place)).scale(7).join();

      assertThat(lapwing.open(place).toArray())
          .isDeepEqualTo(HeapMatrix.of(3, 3, (i, j) -> i == j ? 7 : 0));
    }
    assertThat(names(folder)).containsExactly("c.zarr");
  }

  @Test
  void aRunThatFailsLeavesTheOldResultAndNothingElse() {
    String place = folder.resolve("l.zarr").toString();
    try (Lapwing lapwing = Lapwing.builder().tile(32).build()) {
      lapwing.identity(3).save(place);
      BigMatrix indefinite = lapwing.matrix(100, 100, (i, j) -> i == j ? 50 - i : 0);

      assertThatThrownBy(() -> indefinite.async(RunOptions.into(place)).cholesky().join())
          .isInstanceOf(NotPositiveDefinite.class);

      assertThat(lapwing.open(place).rows()).isEqualTo(3);
    }
    assertThat(names(folder)).containsExactly("l.zarr");
  }

  @Test
  void aFolderOfOtherThingsIsNeverReplaced() throws IOException {
    Path place = Files.createDirectory(folder.resolve("precious.zarr"));
    Files.writeString(place.resolve("thesis.txt"), "years of work");
    try (Lapwing lapwing = Lapwing.local()) {
      BigMatrix a = lapwing.identity(3);

      assertThatThrownBy(() -> a.async(RunOptions.into(place.toString())).scale(1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("is not a matrix");
    }
    assertThat(place.resolve("thesis.txt")).hasContent("years of work");
  }

  @ParameterizedTest
  @ValueSource(strings = {"l.npy", "l", "l.xlsx", "http://x/l.zarr", "", "mem:"})
  void aPlaceThatCannotHoldTilesIsRefusedAtOnce(String place) {
    try (Lapwing lapwing = Lapwing.local()) {
      BigMatrix a = lapwing.identity(3);
      long before = lapwing.memoryInUse();

      assertThatThrownBy(() -> a.async(RunOptions.into(place)).cholesky())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(".zarr");
      assertThat(lapwing.memoryInUse()).isEqualTo(before);
    }
  }

  @Test
  void aMatrixMayBeLargerThanTheMemory() {
    int n = 1024;
    Entries entries = RandomMatrices.positiveDefinite(n, 100, 1);
    long quarter = (long) n * n * Double.BYTES / 4;
    try (Lapwing lapwing =
        Lapwing.builder().folder(folder).memoryBudget(quarter).tile(64).threads(2).build()) {
      BigMatrix a = lapwing.matrix(n, n, entries);
      BigMatrix l = a.cholesky().lower();

      assertThat(Residuals.cholesky(a, l)).isLessThan(10);
      assertThat(lapwing.memoryInUse()).isLessThan(quarter);
    }
  }

  @Test
  void matricesWithoutANameGoWithTheirLapwing() {
    try (Lapwing lapwing = Lapwing.builder().folder(folder).build()) {
      BigMatrix a = lapwing.identity(10);
      BigMatrix b = a.scale(2);
      assertThat(names(folder.resolve("matrices"))).hasSize(2);

      b.close();

      assertThat(names(folder.resolve("matrices"))).hasSize(1);
      assertThat(a.get(3, 3)).isEqualTo(1);
    }
    assertThat(names(folder.resolve("matrices"))).isEmpty();
  }

  @Test
  void matricesAreGeneratedAndImportedStraightToTheirPlace() {
    String npy = folder.resolve("a.npy").toString();
    String generated = folder.resolve("a.zarr").toString();
    String imported = folder.resolve("b.zarr").toString();
    try (Lapwing lapwing = Lapwing.local()) {
      lapwing.async(TILES.writeTo(generated)).matrix(100, 70, (i, j) -> i - j).join().save(npy);
      BigMatrix b = lapwing.async(TILES.writeTo(imported)).load(npy).join();

      assertThat(b.tileShape()).isEqualTo(new Shape(32, 32));
      assertThat(b.toArray()).isDeepEqualTo(lapwing.open(generated).toArray());
    }
  }

  @Test
  void aMatrixInMemoryHasANameIfItIsWanted() {
    try (Lapwing lapwing = Lapwing.local()) {
      lapwing.identity(3).async(RunOptions.into("mem:double")).scale(2).join().close();

      assertThat(lapwing.open("mem:double").get(1, 1)).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.npy", "a.mtx", "a.csv", "a.zarr"})
  void whatIsSavedIsOpenedAgain(String name) {
    String place = folder.resolve(name).toString();
    try (Lapwing lapwing = Lapwing.builder().tile(16).build()) {
      BigMatrix a = lapwing.random(50, 30, 1);

      a.transpose().save(place);

      assertThat(lapwing.open(place).toArray()).isDeepEqualTo(a.transpose().toArray());
      assertThat(lapwing.open(Path.of(place).toUri().toString()).rows()).isEqualTo(30);
    }
    assertThat(names(folder)).containsExactly(name);
  }

  @Test
  void whatIsNotThereIsNamed() {
    try (Lapwing lapwing = Lapwing.local()) {
      for (String name : new String[] {"a.npy", "a.zarr"}) {
        String place = folder.resolve(name).toString();
        assertThatThrownBy(() -> lapwing.open(place)).hasMessageContaining(place);
      }
    }
  }

  private static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
