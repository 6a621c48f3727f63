package dev.lapwing.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.state.TilePool;
import dev.lapwing.tiles.HeapMatrix;
import dev.lapwing.tiles.ParallelTileLoop;
import dev.lapwing.tiles.TileArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixMarketFormatTest {
  @TempDir Path folder;

  @Test
  void anArrayIsReadColumnAfterColumn() throws IOException {
    Path file =
        mtx("%%MatrixMarket matrix array real general\n% a comment\n\n2 3\n1\n4\n2\n5\n3\n6\n");

    assertThat(FormatFixture.read(file)).isDeepEqualTo(new double[][] {{1, 2, 3}, {4, 5, 6}});
  }

  @Test
  void aSymmetricArrayListsItsLowerTriangle() throws IOException {
    Path file = mtx("%%MatrixMarket matrix array integer symmetric\n3 3\n1\n2\n3\n4\n5\n6\n");

    assertThat(FormatFixture.read(file))
        .isDeepEqualTo(new double[][] {{1, 2, 3}, {2, 4, 5}, {3, 5, 6}});
  }

  @Test
  void aSkewSymmetricArrayListsWhatIsBelowItsDiagonal() throws IOException {
    Path file = mtx("%%MatrixMarket matrix array real skew-symmetric\n3 3\n2\n3\n5\n");

    assertThat(FormatFixture.read(file))
        .isDeepEqualTo(new double[][] {{0, -2, -3}, {2, 0, -5}, {3, 5, 0}});
  }

  @Test
  void coordinatesComeInAnyOrderAndTheRestIsZero() throws IOException {
    Path file =
        mtx("%%MatrixMarket matrix coordinate real general\n4 3 3\n4 3 1e2\n1 1 -1\n3 2 0.5\n");

    assertThat(FormatFixture.read(file))
        .isDeepEqualTo(new double[][] {{-1, 0, 0}, {0, 0, 0}, {0, 0.5, 0}, {0, 0, 100}});
  }

  @Test
  void symmetricCoordinatesAreMirroredAndRepeatedOnesAdded() throws IOException {
    Path file =
        mtx(
            """
            %%matrixmarket MATRIX Coordinate Real Symmetric
            3 3 4
            1 1 1
            3 1 2
            3 1 5
            3 3 4
            """);

    assertThat(FormatFixture.read(file))
        .isDeepEqualTo(new double[][] {{1, 0, 7}, {0, 0, 0}, {7, 0, 4}});
  }

  @Test
  void theFileIsReadSeveralTimesWhereMemoryIsShort() throws IOException {
    int n = 40;
    Path file = mtx("%%MatrixMarket matrix coordinate real symmetric\n40 40 2\n40 1 3\n20 20 7\n");
    try (TilePool pool = TilePool.create(2L * n * n * Double.BYTES)) {
      TileArray matrix = HeapMatrix.empty(pool, n, n, 8, 8);

      MatrixFiles.read(file, matrix, new ParallelTileLoop(ForkJoinPool.commonPool(), 1));

      double[][] expected = new double[n][n];
      expected[39][0] = expected[0][39] = 3;
      expected[19][19] = 7;
      assertThat(HeapMatrix.array(matrix)).isDeepEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "matrix coordinate complex general|2 2 1~1 1 1 0|line 1|complex",
        "matrix coordinate pattern general|2 2 1~1 1|line 1|pattern",
        "matrix coordinate real hermitian|2 2 1~1 1 1|line 1|hermitian",
        "vector coordinate real general|2 2 1~1 1 1|line 1|matrix",
        "matrix array real symmetric|2 3~1|line 2|not square",
        "matrix coordinate real general|2 2 1~3 1 1|line 3|row 3 is outside 1 to 2",
        "matrix coordinate real general|2 2 1~1 0 1|line 3|column 0 is outside 1 to 2",
        "matrix coordinate real general|2 2 1~1 1 x|line 3|'x' is not a number",
        "matrix coordinate real general|2 2 1~1 1|line 3|2 words where 3 belong",
        "matrix coordinate real general|2 2 2~1 1 1|line 4|ends too early",
        "matrix coordinate real general|2 2 1~1 1 1~2 2 2|line 4|more entries",
        "matrix coordinate real general|2 -2 1~1 1 1|line 2|'-2' is not a count"
      })
  void aMistakeIsNamedWithItsLine(String first, String rest, String line, String problem)
      throws IOException {
    Path file = mtx("%%MatrixMarket " + first + "\n" + rest.replace('~', '\n') + "\n");

    assertThatThrownBy(() -> FormatFixture.read(file))
        .isInstanceOf(MalformedMatrixFile.class)
        .hasMessageContaining(file + ", " + line + ":")
        .hasMessageContaining(problem);
  }

  private Path mtx(String text) throws IOException {
    return Files.writeString(folder.resolve("a.mtx"), text);
  }
}
