package dev.lapwing.state.zarr;

/**
 * How chunks are named: {@code c/3/1} in version 3, {@code 3.1} or {@code 3/1} in version 2.
 *
 * @param prefix what comes before the indices, separator included
 * @param separator what comes between the indices
 */
record ChunkKeys(String prefix, String separator) {

  /** As version 3 names them by default. */
  static ChunkKeys standard(String separator) {
    return new ChunkKeys("c" + separator, separator);
  }

  /** As version 2 names them. */
  static ChunkKeys version2(String separator) {
    return new ChunkKeys("", separator);
  }

  /** The key of chunk (i, j), or of chunk i of an array of one dimension. */
  String key(long i, long j, int dimensions) {
    return dimensions == 1 ? prefix + i : prefix + i + separator + j;
  }
}
