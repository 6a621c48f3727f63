package dev.lapwing;

/**
 * The number of rows and columns of a matrix or of its tiles.
 *
 * @param rows zero or more
 * @param columns zero or more
 */
public record Shape(long rows, long columns) {

  /** A shape; negative lengths are refused. */
  public Shape {
    if (rows < 0 || columns < 0) {
      throw new IllegalArgumentException("a matrix cannot be " + rows + " x " + columns);
    }
  }

  /** The shape with rows and columns exchanged. */
  public Shape transpose() {
    return new Shape(columns, rows);
  }

  /** Whether there are as many rows as columns. */
  public boolean isSquare() {
    return rows == columns;
  }

  /** The number of entries. */
  public long entries() {
    return Math.multiplyExact(rows, columns);
  }

  @Override
  public String toString() {
    return rows + " x " + columns;
  }
}
