package dev.lapwing.state;

/** A tile does not fit into the memory budget of its pool. */
public final class OutOfTileMemory extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long requestedBytes;
  private final long bytesInUse;
  private final long budgetBytes;

  /**
   * @param requestedBytes the size of the tile that was asked for
   * @param bytesInUse what other tiles hold
   * @param budgetBytes what the pool may hold altogether
   * @param message all three, and what to do
   */
  public OutOfTileMemory(long requestedBytes, long bytesInUse, long budgetBytes, String message) {
    super(message);
    this.requestedBytes = requestedBytes;
    this.bytesInUse = bytesInUse;
    this.budgetBytes = budgetBytes;
  }

  /** The size of the tile that was asked for, in bytes. */
  public long requestedBytes() {
    return requestedBytes;
  }

  /** The bytes that other tiles held when the tile was asked for. */
  public long bytesInUse() {
    return bytesInUse;
  }

  /** The bytes that the pool may hold altogether. */
  public long budgetBytes() {
    return budgetBytes;
  }
}
