package dev.lapwing.format;

import dev.lapwing.state.Precision;
import java.util.Map;

/**
 * What a matrix file holds.
 *
 * @param format the name of the format: {@code npy 1.0}
 * @param rows the number of rows
 * @param columns the number of columns
 * @param precision how its entries are kept when it is imported
 * @param details whatever else its header says: element type, memory order, symmetry
 */
public record MatrixFileInfo(
    String format, long rows, long columns, Precision precision, Map<String, String> details) {

  /** A file whose entries become doubles. */
  public MatrixFileInfo(String format, long rows, long columns, Map<String, String> details) {
    this(format, rows, columns, Precision.FLOAT64, details);
  }

  public MatrixFileInfo {
    details = Map.copyOf(details);
  }
}
