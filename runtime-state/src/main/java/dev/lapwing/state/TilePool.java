package dev.lapwing.state;

/** Off-heap memory for tiles, reused and accounted for. */
public interface TilePool extends AutoCloseable {

  /**
   * A tile with unspecified content and one reference.
   *
   * @throws OutOfTileMemory if the pool's budget cannot hold it
   */
  Tile allocate(int rows, int columns);

  /** A tile of zeros with one reference. */
  Tile zeros(int rows, int columns);

  /** Bytes in tiles that are in use now. */
  long bytesInUse();

  /** The most bytes that were in use at once. */
  long peakBytes();

  /** Frees the memory that no tile uses. */
  @Override
  void close();
}
