package dev.lapwing.state.zarr;

/**
 * Some rows and columns of a chunk.
 *
 * @param row the first row
 * @param column the first column
 * @param rows the number of rows
 * @param columns the number of columns
 */
public record ChunkPart(int row, int column, int rows, int columns) {

  /** The bytes before its first entry, in a chunk of plain columns. */
  long offset(ArrayMetadata chunk) {
    return chunk.type().bytes() * (row + (long) column * chunk.chunkRows());
  }

  /** The bytes from its first entry to its last. */
  long span(ArrayMetadata chunk) {
    return chunk.type().bytes() * (rows + (columns - 1L) * chunk.chunkRows());
  }
}
