package dev.lapwing.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.lambdapack.Matrix;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.Sizes;
import dev.lapwing.lambdapack.algorithm.QrFactor;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixCutTest {
  private static final Program PROGRAM = QrFactor.program();

  private static Sizes sizes(Partition m, Partition n) {
    return new Sizes(Map.of("m", m, "n", n), Map.of("group", 1L), Map.of());
  }

  private static MatrixCut cut(String name, Sizes sizes) {
    Matrix matrix =
        PROGRAM.matrices().stream().filter(m -> m.name().equals(name)).findFirst().orElseThrow();
    return MatrixCut.of(matrix, sizes);
  }

  @ParameterizedTest
  @CsvSource({"11, 7, 3", "7, 11, 3", "9, 9, 3", "3, 9, 3", "9, 2, 3", "2, 9, 3", "1, 1, 3"})
  void theSmallerDimensionIsCutAsBothAre(long rows, long columns, long tile) {
    MatrixCut r = cut("R", sizes(new Partition(rows, tile), new Partition(columns, tile)));
    long least = Math.min(rows, columns);
    assertThat(r.rows()).isEqualTo(new Partition(least, Math.min(tile, least)));
    assertThat(r.columns()).isEqualTo(new Partition(columns, Math.min(tile, columns)));
  }

  @Test
  void tilesOfAnyShapeMakeUpAMatrix() {
    Sizes sizes = sizes(new Partition(1000, 100), new Partition(250, 100));
    assertThat(cut("T", sizes))
        .isEqualTo(new MatrixCut(new Partition(960, 96), new Partition(250, 100)));
  }

  @Test
  void aPanelThatIsWiderThanHighKeepsItsWidth() {
    Sizes sizes = sizes(new Partition(250, 100), new Partition(1000, 100));
    assertThat(cut("V", sizes))
        .isEqualTo(new MatrixCut(new Partition(250, 100), new Partition(300, 100)));
  }

  @Test
  void noTilesMakeUpAnEmptyMatrix() {
    Sizes sizes = sizes(new Partition(0, 100), new Partition(1000, 100));
    assertThat(cut("R", sizes).rows().elements()).isZero();
  }

  @Test
  void moreThanTwoIndicesMakeUpNoMatrix() {
    Sizes sizes = sizes(new Partition(4, 2), new Partition(4, 2));
    assertThatThrownBy(() -> cut("S", sizes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("S has tiles with 3 indices");
  }

  @ParameterizedTest
  @CsvSource({"11, 3, 7, 4", "9, 3, 8, 2", "4, 2, 4, 3"})
  void sizesThatShouldBeCutAlikeAndAreNotAreRefused(long m, long tileM, long n, long tileN) {
    Sizes sizes = sizes(new Partition(m, tileM), new Partition(n, tileN));
    CompiledProgram compiled = Compiler.compile(PROGRAM);
    assertThatThrownBy(() -> compiled.at(sizes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("size n must be cut at the same places as size m");
  }

  @ParameterizedTest
  @CsvSource({"11, 11, 7, 7", "11, 3, 2, 2", "2, 2, 11, 3", "11, 5, 3, 3"})
  void aSingleTileIsCutLikeAnythingThatItDoesNotReach(long m, long tileM, long n, long tileN) {
    Sizes sizes = sizes(new Partition(m, tileM), new Partition(n, tileN));
    assertThat(Compiler.compile(PROGRAM).at(sizes).taskCount()).isPositive();
  }
}
