package dev.lapwing.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.BigMatrix;
import dev.lapwing.CholeskyFactor;
import dev.lapwing.Lapwing;
import dev.lapwing.tiles.HeapMatrix;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Arrays of ND4J itself, on its native backend, become matrices and come back. */
@Tag("interop")
class Nd4jArraysTest {
  private static final double[][] NUMBERED = HeapMatrix.numbered(19, 13);

  private final Lapwing lapwing = Lapwing.builder().tile(8).build();

  @AfterEach
  void close() {
    lapwing.close();
  }

  private double[][] entries(INDArray array) {
    try (BigMatrix matrix = Nd4jArrays.matrix(lapwing, array)) {
      return matrix.toArray();
    }
  }

  private static double[][] part(int fromRow, int toRow, int fromColumn, int toColumn) {
    return HeapMatrix.of(
        toRow - fromRow, toColumn - fromColumn, (i, j) -> NUMBERED[fromRow + i][fromColumn + j]);
  }

  @ParameterizedTest
  @ValueSource(chars = {'c', 'f'})
  void anArrayOfEitherOrderGivesItsEntries(char order) {
    INDArray array = Nd4j.create(NUMBERED).dup(order);
    assertThat(array.ordering()).isEqualTo(order);
    assertThat(entries(array)).isDeepEqualTo(NUMBERED);
  }

  @ParameterizedTest
  @ValueSource(chars = {'c', 'f'})
  void aViewGivesTheEntriesThatItShows(char order) {
    INDArray array = Nd4j.create(NUMBERED).dup(order);
    INDArray block = array.get(NDArrayIndex.interval(3, 17), NDArrayIndex.interval(1, 9));
    INDArray everyThirdRow = array.get(NDArrayIndex.interval(0, 3, 19), NDArrayIndex.all());
    assertThat(block.isView()).isTrue();
    assertThat(entries(block)).isDeepEqualTo(part(3, 17, 1, 9));
    assertThat(entries(everyThirdRow))
        .isDeepEqualTo(HeapMatrix.of(7, 13, (i, j) -> NUMBERED[3 * i][j]));
    assertThat(entries(array.getColumn(5, true))).isDeepEqualTo(part(0, 19, 5, 6));
    assertThat(entries(array.getRow(18, true))).isDeepEqualTo(part(18, 19, 0, 13));
  }

  @ParameterizedTest
  @ValueSource(chars = {'c', 'f'})
  void aTransposedArrayGivesTheTransposedEntries(char order) {
    double[][] expected = HeapMatrix.of(13, 19, (i, j) -> NUMBERED[j][i]);
    assertThat(entries(Nd4j.create(NUMBERED).dup(order).transpose())).isDeepEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(names = {"DOUBLE", "FLOAT", "LONG", "INT", "SHORT", "UINT32"})
  void everyNumberTypeIsConvertedToDoubles(DataType type) {
    assertThat(entries(Nd4j.create(NUMBERED).castTo(type))).isDeepEqualTo(NUMBERED);
  }

  @Test
  void floatsKeepTheirOwnValuesAndGainNoDigits() {
    INDArray array = Nd4j.createFromArray(new float[][] {{0.1f, -0.0f}, {Float.MIN_VALUE, 1e38f}});
    assertThat(HeapMatrix.bits(entries(array)))
        .isDeepEqualTo(HeapMatrix.bits(new double[][] {{0.1f, -0.0f}, {Float.MIN_VALUE, 1e38f}}));
  }

  @Test
  void doublesKeepTheirBits() {
    double[][] special = {{Double.MIN_VALUE, -0.0}, {Double.POSITIVE_INFINITY, 1e308}, {0.1, -1}};
    assertThat(HeapMatrix.bits(entries(Nd4j.create(special))))
        .isDeepEqualTo(HeapMatrix.bits(special));
  }

  @Test
  void anArrayOfRankOneGivesAColumn() {
    INDArray array = Nd4j.createFromArray(3.0, 1.0, 4.0);
    assertThat(array.rank()).isEqualTo(1);
    assertThat(entries(array)).isDeepEqualTo(new double[][] {{3}, {1}, {4}});
  }

  @Test
  void anArrayOfOneEntryGivesAMatrixOfOneEntry() {
    assertThat(entries(Nd4j.create(new double[][] {{7}}))).isDeepEqualTo(new double[][] {{7}});
  }

  @Test
  void anEmptyArrayGivesAnEmptyMatrixOfItsShape() {
    INDArray array = Nd4j.create(DataType.DOUBLE, 0, 5);
    try (BigMatrix matrix = Nd4jArrays.matrix(lapwing, array)) {
      assertThat(matrix.rows()).isZero();
      assertThat(matrix.columns()).isEqualTo(5);
    }
  }

  @Test
  void arraysOfOtherRanksAreRefused() {
    assertThatThrownBy(() -> entries(Nd4j.scalar(1.0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an array of rank 0 is no matrix: reshape it to rank 2");
    assertThatThrownBy(() -> entries(Nd4j.zeros(DataType.DOUBLE, 2, 3, 4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an array of rank 3 is no matrix: reshape it to rank 2");
  }

  @Test
  void aMatrixGivesAnArrayOfDoublesInRowMajorOrder() {
    try (BigMatrix matrix = lapwing.matrix(NUMBERED)) {
      INDArray array = Nd4jArrays.array(matrix);
      assertThat(array.dataType()).isEqualTo(DataType.DOUBLE);
      assertThat(array.ordering()).isEqualTo('c');
      assertThat(array.shape()).containsExactly(19, 13);
      assertThat(array.toDoubleMatrix()).isDeepEqualTo(NUMBERED);
    }
  }

  @Test
  void viewsOfAMatrixGiveArraysOfWhatTheyShow() {
    try (BigMatrix matrix = lapwing.matrix(NUMBERED)) {
      INDArray block = Nd4jArrays.array(matrix.slice(3, 17, 1, 9));
      INDArray transposed = Nd4jArrays.array(matrix.transpose());
      assertThat(block.toDoubleMatrix()).isDeepEqualTo(part(3, 17, 1, 9));
      assertThat(transposed.transpose().toDoubleMatrix()).isDeepEqualTo(NUMBERED);
    }
  }

  @Test
  void anEmptyMatrixGivesAnEmptyArrayOfItsShape() {
    try (BigMatrix matrix = lapwing.zeros(4, 0)) {
      INDArray array = Nd4jArrays.array(matrix);
      assertThat(array.isEmpty()).isTrue();
      assertThat(array.shape()).containsExactly(4, 0);
    }
  }

  @Test
  void entriesAreCopiedBothWays() {
    INDArray array = Nd4j.create(NUMBERED);
    try (BigMatrix matrix = Nd4jArrays.matrix(lapwing, array)) {
      INDArray back = Nd4jArrays.array(matrix);
      array.putScalar(2, 2, -1);
      back.putScalar(3, 3, -1);
      assertThat(matrix.toArray()).isDeepEqualTo(NUMBERED);
    }
  }

  /** Two native BLAS libraries live in one process here: Lapwing's and ND4J's. */
  @Test
  void aFactorOfAnArrayMultipliesBackToItInNd4j() {
    int n = 100;
    INDArray noise = Nd4j.create(lapwing.random(n, n, 1).toArray());
    INDArray a = noise.mmul(noise.transpose()).add(Nd4j.eye(n).castTo(DataType.DOUBLE));
    try (BigMatrix matrix = Nd4jArrays.matrix(lapwing, a);
        CholeskyFactor factor = matrix.cholesky()) {
      INDArray l = Nd4jArrays.array(factor.lower());
      INDArray difference = Transforms.abs(a.sub(l.mmul(l.transpose())));
      double norm = rowSum(Transforms.abs(a));
      assertThat(rowSum(difference) / (n * norm * Math.ulp(1.0))).isLessThan(10);
    }
  }

  /** The largest sum of a row. */
  private static double rowSum(INDArray array) {
    return Arrays.stream(array.toDoubleMatrix())
        .mapToDouble(row -> Arrays.stream(row).sum())
        .max()
        .orElseThrow();
  }
}
