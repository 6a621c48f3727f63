package dev.lapwing.nd4j;

import dev.lapwing.BigMatrix;
import dev.lapwing.Lapwing;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Matrices as ND4J arrays, and back. Entries are copied both ways. */
public final class Nd4jArrays {
  private static final char ROW_MAJOR = 'c';

  private Nd4jArrays() {}

  /**
   * The matrix of an array.
   *
   * @param array of rank 2, or of rank 1, which gives one column; of any number type, order and
   *     stride
   * @throws IllegalArgumentException if the array has another rank
   */
  public static BigMatrix matrix(Lapwing lapwing, INDArray array) {
    if (array.rank() != 1 && array.rank() != 2) {
      throw new IllegalArgumentException(
          "an array of rank %d is no matrix: reshape it to rank 2".formatted(array.rank()));
    }
    long rows = array.size(0);
    long columns = array.rank() == 1 ? 1 : array.size(1);
    if (array.isEmpty()) {
      return lapwing.zeros(rows, columns);
    }
    double[] entries = array.castTo(DataType.DOUBLE).dup(ROW_MAJOR).data().asDouble();
    return lapwing.matrix(rows, columns, entries);
  }

  /**
   * The array of a matrix: of rank 2, of doubles, in row-major order.
   *
   * @throws IllegalArgumentException if the matrix has more entries than a Java array can have
   */
  public static INDArray array(BigMatrix matrix) {
    if (matrix.shape().entries() == 0) {
      return Nd4j.empty(DataType.DOUBLE).reshape(matrix.rows(), matrix.columns());
    }
    return Nd4j.create(
        matrix.toRowMajor(), new long[] {matrix.rows(), matrix.columns()}, ROW_MAJOR);
  }
}
