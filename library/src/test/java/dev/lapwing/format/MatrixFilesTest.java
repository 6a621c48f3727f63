package dev.lapwing.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.state.TilePool;
import dev.lapwing.tiles.HeapMatrix;
import dev.lapwing.tiles.ParallelTileLoop;
import dev.lapwing.tiles.TileArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatrixFilesTest {
  private final TilePool pool = TilePool.create(1 << 24);
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final ParallelTileLoop loop = new ParallelTileLoop(threads, 3);

  @TempDir Path folder;

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.npy", "a.mtx", "a.csv", "A.NPY"})
  void whatIsWrittenIsReadBackBitByBitHoweverItIsCut(String name) throws IOException {
    double[][] values = HeapMatrix.of(37, 23, (i, j) -> Math.sin(100.0 * i + j) * Math.exp(i - j));
    values[3][4] = Double.MIN_VALUE;
    values[5][6] = -Double.MAX_VALUE;
    values[7][8] = Double.NaN;
    values[9][0] = Double.NEGATIVE_INFINITY;
    values[0][0] = -0.0;
    Path file = folder.resolve(name);

    MatrixFiles.write(HeapMatrix.tiles(pool, values, 8, 10), file, loop);
    TileArray read = HeapMatrix.empty(pool, 37, 23, 11, 5);
    MatrixFiles.read(file, read, loop);

    assertThat(HeapMatrix.bits(HeapMatrix.array(read))).isDeepEqualTo(HeapMatrix.bits(values));
    assertThat(MatrixFiles.info(file))
        .extracting(MatrixFileInfo::rows, MatrixFileInfo::columns)
        .containsExactly(37L, 23L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.npy", "a.mtx", "a.csv"})
  void aMatrixWithoutEntriesIsWrittenAndRead(String name) throws IOException {
    Path file = folder.resolve(name);

    MatrixFiles.write(HeapMatrix.empty(pool, 0, 0, 4, 4), file, loop);

    MatrixFileInfo info = MatrixFiles.info(file);
    assertThat(info.rows()).isZero();
    assertThat(info.columns()).isZero();
    MatrixFiles.read(file, HeapMatrix.empty(pool, 0, 0, 4, 4), loop);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.npy", "a.mtx", "a.csv"})
  void aWriteThatFailsLeavesTheOldFileAndNothingElse(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, "old");
    TileArray withoutTiles = HeapMatrix.empty(pool, 9, 9, 4, 4);

    assertThatThrownBy(() -> MatrixFiles.write(withoutTiles, file, loop))
        .isInstanceOf(IOException.class);

    assertThat(file).hasContent("old");
    assertThat(filesIn(folder)).containsExactly(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.npy", "a.mtx", "a.csv"})
  void aWriteThatIsCancelledLeavesNothing(String name) throws IOException {
    TileArray matrix = HeapMatrix.tiles(pool, HeapMatrix.numbered(9, 9), 4, 4);
    loop.cancel();

    assertThatThrownBy(() -> MatrixFiles.write(matrix, folder.resolve(name), loop))
        .isInstanceOf(CancellationException.class);

    assertThat(filesIn(folder)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.npy", "a.mtx", "a.csv"})
  void readingGivesBackTheMemoryItWorkedWith(String name) throws IOException {
    Path file = folder.resolve(name);
    TileArray matrix = HeapMatrix.tiles(pool, HeapMatrix.numbered(20, 20), 8, 8);
    MatrixFiles.write(matrix, file, loop);
    long before = pool.bytesInUse();

    TileArray read = HeapMatrix.empty(pool, 20, 20, 6, 6);
    MatrixFiles.read(file, read, loop);
    read.store().close();

    assertThat(pool.bytesInUse()).isEqualTo(before);
  }

  @Test
  void anEndingThatNamesNoFormatIsRefusedWithThoseThatDo() {
    assertThatThrownBy(() -> MatrixFiles.info(folder.resolve("a.xlsx")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a.xlsx")
        .hasMessageContaining(".npy, .mtx, .csv");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    Path missing = folder.resolve("a.npy");

    assertThatThrownBy(() -> MatrixFiles.info(missing))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining(missing.toString());
  }

  private static String[] filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toArray(String[]::new);
    }
  }
}
