package dev.lapwing;

import dev.lapwing.tiles.TileArray;
import dev.lapwing.tiles.TileGrid;

/**
 * A matrix as an operation takes it.
 *
 * @param matrix what the caller gave, which must live as long as the run
 * @param tiles the same, or a view of it that is cut or turned as the program wants it
 */
record Operand(BigMatrix matrix, TileArray tiles) {

  static Operand of(BigMatrix matrix) {
    return new Operand(matrix, matrix.tiles());
  }

  TileGrid grid() {
    return tiles.grid();
  }

  long rows() {
    return grid().rows().elements();
  }

  long columns() {
    return grid().columns().elements();
  }

  Shape shape() {
    return new Shape(rows(), columns());
  }

  Operand cut(TileGrid cut) {
    return new Operand(matrix, tiles.cut(cut));
  }

  /** Some rows and columns, cut in their own way. */
  Operand region(long row, long column, TileGrid cut) {
    return new Operand(matrix, tiles.region(row, column, cut));
  }

  Operand transpose() {
    return new Operand(matrix, tiles.transpose());
  }
}
