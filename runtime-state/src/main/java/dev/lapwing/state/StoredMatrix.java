package dev.lapwing.state;

/**
 * A matrix at a URI. It is created unfinished: its tiles are written by one run, by any number of
 * executors, and only {@link #finish} makes it a matrix that others can open.
 *
 * <p>Until then a tile that was not written is missing. In a finished matrix a tile that is not
 * stored reads as the matrix's fill value, if it may be absent: because the matrix is triangular,
 * or because whoever wrote it leaves out such tiles. Its tiles do not change any more: writing one
 * that is there does nothing, and writing another or deleting one is refused.
 *
 * <p>{@link #take} answers as {@link #read} does and removes nothing: a matrix belongs to whoever
 * made it. Closing this handle leaves the matrix where it is.
 */
public interface StoredMatrix extends TileStore {

  /** Shape and tiles. */
  MatrixLayout layout();

  /** Whether the matrix is finished. */
  boolean isFinished() throws StoreException;

  /** Makes the matrix available to others, for good. Repeating it changes nothing. */
  void finish() throws StoreException;

  /**
   * Any part of the matrix, whatever its tiles: the {@code rows x columns} entries from (row,
   * column) on. Of a matrix in S3 no more is read than is needed, where that saves much; what is
   * read so is not compared with the checksum of its tile, which is that of the whole tile.
   *
   * @throws IndexOutOfBoundsException if the part reaches beyond the matrix
   * @throws TileUnreadable if a tile of it is missing
   */
  Tile readWindow(long row, long column, int rows, int columns) throws StoreException;

  /** The bytes that the matrix takes where it is, metadata included. */
  long storedBytes() throws StoreException;
}
