package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.tiles.HeapMatrix;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Slices, other tiles, transposes and concatenations, from memory and from a folder. */
@Tag("once")
class RecutTest {
  @TempDir private Path folder;
  private Lapwing memory;
  private Lapwing disk;

  @BeforeEach
  void open() {
    memory = Lapwing.builder().tile(16).threads(2).build();
    disk = Lapwing.builder().tile(16).threads(2).folder(folder).build();
  }

  @AfterEach
  void close() {
    memory.close();
    disk.close();
  }

  @ParameterizedTest
  @CsvSource({
    "21, 67, 10, 0, 21, 0, 67, false",
    "67, 53, 10, 3, 64, 11, 53, true",
    "53, 21, 7, 1, 2, 0, 21, false",
    "200, 200, 101, 0, 200, 0, 200, true",
    "200, 200, 101, 100, 102, 50, 151, false",
    "40, 40, 16, 16, 32, 0, 32, false",
    "40, 40, 16, 5, 5, 0, 32, false",
    "9, 70, 8, 2, 9, 3, 70, false"
  })
  void anySliceIsCopiedIntoTilesOfItsOwnOrOthers(
      int m,
      int n,
      int tile,
      int fromRow,
      int toRow,
      int fromColumn,
      int toColumn,
      boolean inFolder) {
    double[][] expected =
        HeapMatrix.of(
            toRow - fromRow,
            toColumn - fromColumn,
            (i, j) -> 1000 * (fromRow + i) + fromColumn + j);
    for (Lapwing lapwing : places(inFolder)) {
      BigMatrix a = numbered(lapwing, m, n, tile);
      BigMatrix slice = a.slice(fromRow, toRow, fromColumn, toColumn);

      assertThat(slice.copy().toArray()).isDeepEqualTo(expected);
      for (int other : new int[] {30, 300}) {
        BigMatrix recut = slice.copy(new Shape(other, 2L * other));
        assertThat(recut.toArray()).isDeepEqualTo(expected);
        assertThat(recut.tileShape().rows())
            .isEqualTo(Math.max(1, Math.min(other, toRow - fromRow)));
      }
      assertThat(slice.transpose().copy(new Shape(9, 11)).transpose().toArray())
          .isDeepEqualTo(expected);
    }
  }

  /** A task reads the stored tiles that its own consists of, and writes one that is as large. */
  @Test
  void tasksMayWorkOnSeveralStoredTilesAtOnce() {
    for (Lapwing lapwing : List.of(memory, disk)) {
      BigMatrix a = lapwing.randomSpd(90, 1);
      for (Shape tile : List.of(new Shape(32, 32), new Shape(50, 20), new Shape(7, 90))) {
        BigMatrix view = a.inTiles(tile);
        assertThat(view.tileShape()).isEqualTo(tile);
        assertThat(view.location()).isEqualTo(a.location());
        assertThat(view.toArray()).isDeepEqualTo(a.toArray());
        assertThat(view.transpose().inTiles(tile).toArray()).isDeepEqualTo(a.transpose().toArray());
      }
      BigMatrix larger = a.inTiles(new Shape(32, 32));
      Run<BigMatrix> run = larger.async().multiply(larger);
      assertThat(Residuals.multiply(a, a, run.join())).isLessThan(10);
      assertThat(run.join().tileShape()).isEqualTo(new Shape(32, 32));
      Run<BigMatrix> sum = larger.async().plus(larger);
      assertThat(sum.join().get(89, 89)).isEqualTo(2 * a.get(89, 89));
      assertThat(sum.report().tasks()).isEqualTo(9);
      try (CholeskyFactor factor = larger.cholesky()) {
        assertThat(Residuals.cholesky(a, factor.lower())).isLessThan(10);
        assertThat(factor.lower().tileCounts()).isEqualTo(new Shape(3, 3));
      }
    }
  }

  /** A task writes one tile and reads what it is made of; nothing else is written. */
  @Test
  void aCopyHasATaskATile() {
    Run<BigMatrix> run =
        numbered(memory, 200, 200, 101).async(RunOptions.defaults().tile(new Shape(64, 50))).copy();

    assertThat(run.join().tileCounts()).isEqualTo(new Shape(4, 4));
    assertThat(run.report().tasks()).isEqualTo(16);
  }

  @ParameterizedTest
  @CsvSource({
    "21, 67, 53, 10, 10, true",
    "67, 53, 21, 10, 7, false",
    "5, 1, 4, 10, 10, false",
    "16, 16, 16, 16, 16, false",
    "16, 5, 3, 16, 2, false",
    "1, 40, 5, 16, 16, false",
    "40, 1, 5, 7, 16, false",
    "0, 5, 3, 16, 16, true",
    "5, 0, 3, 16, 16, false",
    "3, 3, 0, 16, 16, false",
    "200, 200, 30, 101, 64, false"
  })
  void matricesAreConcatenatedWhereverTheirTilesEnd(
      int first, int second, int across, int tile, int otherTile, boolean inFolder) {
    double[][] expected = Arrays.copyOf(HeapMatrix.numbered(first, across), first + second);
    System.arraycopy(HeapMatrix.numbered(second, across), 0, expected, first, second);
    for (Lapwing lapwing : places(inFolder)) {
      BigMatrix a = numbered(lapwing, first, across, tile);
      BigMatrix b = numbered(lapwing, second, across, otherTile);

      assertThat(a.above(b).toArray()).isDeepEqualTo(expected);
      assertThat(a.transpose().beside(b.transpose()).transpose().toArray()).isDeepEqualTo(expected);
    }
  }

  @Test
  void anyNumberOfMatricesIsPutTogether() {
    BigMatrix[] parts = new BigMatrix[6];
    for (int part = 0; part < parts.length; part++) {
      int first = part * (part + 1) / 2;
      parts[part] = memory.matrix(part + 1, 9, (i, j) -> 100 * (first + i) + j);
    }
    BigMatrix[] others = Arrays.copyOfRange(parts, 1, parts.length);
    double[][] expected = memory.matrix(21, 9, (i, j) -> 100 * i + j).toArray();
    assertThat(parts[0].above(others).toArray()).isDeepEqualTo(expected);
    BigMatrix[] turned = Arrays.stream(others).map(BigMatrix::transpose).toArray(BigMatrix[]::new);
    assertThat(parts[0].transpose().beside(turned).transpose().toArray()).isDeepEqualTo(expected);
    assertThatThrownBy(() -> parts[0].above(parts[1], memory.zeros(3, 4)))
        .isInstanceOf(ShapeMismatch.class);
    assertThatThrownBy(parts[0]::above).hasMessageContaining("nothing to put");
  }

  @Test
  void matricesOfDifferentWidthAreNotStacked() {
    assertThatThrownBy(() -> memory.zeros(3, 4).async().above(memory.zeros(3, 5)))
        .isInstanceOf(ShapeMismatch.class)
        .hasMessageContaining("3 x 4 and 3 x 5: both must have the same number of columns");
    assertThatThrownBy(() -> memory.zeros(3, 4).async().beside(memory.zeros(4, 4)))
        .isInstanceOf(ShapeMismatch.class)
        .hasMessageContaining("rows");
  }

  @Test
  void theDiagonalIsAColumn() {
    BigMatrix a = numbered(disk, 53, 53, 10);

    assertThat(a.diagonal().shape()).isEqualTo(new Shape(53, 1));
    assertThat(a.diagonal().get(41, 0)).isEqualTo(41041);
    assertThatThrownBy(() -> disk.zeros(2, 3).async().diagonal())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 x 3");
  }

  private List<Lapwing> places(boolean inFolder) {
    return inFolder ? List.of(memory, disk) : List.of(memory);
  }

  private static BigMatrix numbered(Lapwing lapwing, int rows, int columns, int tile) {
    return lapwing
        .async(RunOptions.defaults().tile(new Shape(tile, tile)))
        .matrix(rows, columns, (i, j) -> 1000 * i + j)
        .join();
  }
}
