package dev.lapwing.format;

import java.util.Map;

/**
 * What a matrix file holds.
 *
 * @param format the name of the format: {@code npy 1.0}
 * @param rows the number of rows
 * @param columns the number of columns
 * @param details whatever else its header says: element type, memory order, symmetry
 */
public record MatrixFileInfo(String format, long rows, long columns, Map<String, String> details) {

  public MatrixFileInfo {
    details = Map.copyOf(details);
  }
}
