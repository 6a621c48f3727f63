package dev.lapwing.state;

/** Off-heap memory for tiles, reused and accounted for. Safe for use by many threads. */
public interface TilePool extends AutoCloseable {

  /**
   * A pool of direct buffers that never holds more than {@code budgetBytes}, idle ones included.
   *
   * <p>The JVM has a limit of its own for direct memory: the maximal heap size, unless {@code
   * -XX:MaxDirectMemorySize} says otherwise. A larger budget is allowed, and fails when the JVM's
   * limit is met.
   */
  static TilePool create(long budgetBytes) {
    return new DirectTilePool(budgetBytes);
  }

  /**
   * A tile with unspecified content and one reference.
   *
   * @throws OutOfTileMemory if the pool's budget cannot hold it
   */
  Tile allocate(Precision precision, int rows, int columns);

  /** A tile of doubles with unspecified content and one reference. */
  default Tile allocate(int rows, int columns) {
    return allocate(Precision.FLOAT64, rows, columns);
  }

  /** A tile of zeros with one reference. */
  Tile zeros(Precision precision, int rows, int columns);

  /** A tile of doubles that are zero, with one reference. */
  default Tile zeros(int rows, int columns) {
    return zeros(Precision.FLOAT64, rows, columns);
  }

  /** The most bytes that the pool may hold. */
  long budgetBytes();

  /** Bytes in tiles that are in use now. */
  long bytesInUse();

  /** The most bytes that were in use at once. */
  long peakBytes();

  /** Frees the memory that no tile uses. Tiles in use stay usable until they are released. */
  @Override
  void close();
}
