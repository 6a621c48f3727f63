package dev.lapwing.compiler;

import java.util.Arrays;

/** Some tiles by name and size, in arrays that serve one task after the other. */
final class TileList {
  private long[] names = new long[8];
  private long[] bytes = new long[8];
  private int size;
  private long nameless;
  private long totalBytes;

  void clear() {
    size = 0;
    nameless = 0;
    totalBytes = 0;
  }

  void add(long name, long itsBytes) {
    if (size == names.length) {
      names = Arrays.copyOf(names, 2 * size);
      bytes = Arrays.copyOf(bytes, 2 * size);
    }
    names[size] = name;
    bytes[size++] = itsBytes;
    totalBytes = Math.addExact(totalBytes, itsBytes);
  }

  /** Adds tiles of which only the number and the size matter. */
  void addNameless(long count, long theirBytes) {
    nameless += count;
    totalBytes = Math.addExact(totalBytes, theirBytes);
  }

  /** The number of tiles with names. */
  int size() {
    return size;
  }

  /** The number of all tiles. */
  long count() {
    return size + nameless;
  }

  long name(int position) {
    return names[position];
  }

  long bytes(int position) {
    return bytes[position];
  }

  long totalBytes() {
    return totalBytes;
  }

  /** The bytes of the largest tile from a position on; zero if there is none. */
  long largestFrom(int position) {
    long largest = 0;
    for (int k = position; k < size; k++) {
      largest = Math.max(largest, bytes[k]);
    }
    return largest;
  }

  boolean hasTwice(long name) {
    int found = 0;
    for (int k = 0; k < size; k++) {
      found += names[k] == name ? 1 : 0;
    }
    return found > 1;
  }
}
