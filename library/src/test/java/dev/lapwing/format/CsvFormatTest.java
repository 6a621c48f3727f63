package dev.lapwing.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.state.TilePool;
import dev.lapwing.tiles.HeapMatrix;
import dev.lapwing.tiles.ParallelTileLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFormatTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1,2\n3,4.5e-3\n",
        "1,2\r\n3,4.5e-3",
        "x,y\n1,2\n3,4.5e-3\n",
        "\"x, first\",\"y\"\n\"1\", 2\n 3 ,.0045\n",
        "\uFEFF1,2\n3,4.5E-3\n",
        "1,2\n\n3,4.5e-3\n\n"
      })
  void linesAreRowsWithOrWithoutAHeader(String text) throws IOException {
    assertThat(FormatFixture.read(csv(text))).isDeepEqualTo(new double[][] {{1, 2}, {3, 0.0045}});
  }

  @Test
  void theNamesOfTheHeaderAreKept() throws IOException {
    assertThat(MatrixFiles.info(csv("x,y\n1,2\n")).details()).containsEntry("header", "x, y");
  }

  @Test
  void nanAndInfinityAreRead() throws IOException {
    double[][] expected = {
      {Double.NaN, Double.POSITIVE_INFINITY}, {Double.NEGATIVE_INFINITY, Double.NaN}
    };

    assertThat(HeapMatrix.bits(FormatFixture.read(csv("nan,inf\n-Infinity,NaN\n"))))
        .isDeepEqualTo(HeapMatrix.bits(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "1.5f", "2d", "0x10", "1 2", "--3"})
  void whatIsNoNumberIsNamedWithItsLineAndField(String word) throws IOException {
    Path file = csv("1,2,3\n4,5," + word + "\n");

    assertThatThrownBy(() -> FormatFixture.read(file))
        .isInstanceOf(MalformedMatrixFile.class)
        .hasMessage(file + ", line 2, field 3: '" + word + "' is not a number");
  }

  @Test
  void anEmptyFieldIsNamed() throws IOException {
    Path file = csv("x,y\n1,2\n3,\n");

    assertThatThrownBy(() -> FormatFixture.read(file))
        .isInstanceOf(MalformedMatrixFile.class)
        .hasMessageContaining("line 3, field 2")
        .hasMessageContaining("empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1,2\n3,4\n5\n", "1,2\n3,4\n5,6,7\n"})
  void aLineOfAnotherLengthIsNamed(String text) throws IOException {
    Path file = csv(text);

    assertThatThrownBy(() -> MatrixFiles.info(file))
        .isInstanceOf(MalformedMatrixFile.class)
        .hasMessageContaining("line 3")
        .hasMessageContaining("the first line has 2");
  }

  @Test
  void aMatrixWithRowsButNoColumnsIsRefused() {
    try (TilePool pool = TilePool.create(1 << 20)) {
      assertThatThrownBy(
              () ->
                  MatrixFiles.write(
                      HeapMatrix.empty(pool, 3, 0, 2, 2),
                      folder.resolve("a.csv"),
                      new ParallelTileLoop(ForkJoinPool.commonPool(), 1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("3 x 0");
    }
  }

  private Path csv(String text) throws IOException {
    return Files.writeString(folder.resolve("a.csv"), text);
  }
}
