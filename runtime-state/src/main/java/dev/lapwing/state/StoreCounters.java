package dev.lapwing.state;

/** What a store has moved so far: bytes of tile content, and operations. */
public record StoreCounters(
    long bytesRead, long bytesWritten, long reads, long writes, long deletes) {

  /** Nothing yet. */
  public static final StoreCounters ZERO = new StoreCounters(0, 0, 0, 0, 0);

  /** The sum of two counts. */
  public StoreCounters plus(StoreCounters other) {
    return new StoreCounters(
        bytesRead + other.bytesRead,
        bytesWritten + other.bytesWritten,
        reads + other.reads,
        writes + other.writes,
        deletes + other.deletes);
  }
}
