package dev.lapwing;

import dev.lapwing.tiles.TileArray;
import dev.lapwing.tiles.TileGrid;
import java.util.Optional;

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

  /**
   * The tiles of a cut into which this is to be copied before a program works in them. In memory
   * every use of a part of a tile is a copy; from storage, a part is read as fast as a tile.
   *
   * @return nothing if a view does as well
   */
  Optional<Shape> copiedTo(TileGrid cut) {
    return tiles.store().inMemory() && !cut.equals(grid())
        ? Optional.of(new Shape(cut.rows().tile(), cut.columns().tile()))
        : Optional.empty();
  }

  /** Some rows and columns, cut in their own way. */
  Operand region(long row, long column, TileGrid cut) {
    return new Operand(matrix, tiles.region(row, column, cut));
  }

  Operand transpose() {
    return new Operand(matrix, tiles.transpose());
  }
}
