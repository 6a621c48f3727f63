package dev.lapwing.state.zarr;

/**
 * Undoes Blosc's shuffles, which put together what is alike: the first bytes (or bits) of all
 * elements, then the second, and so on. What is left over at the end is not shuffled.
 */
final class Shuffle {
  private Shuffle() {}

  /** Elements from their bytes, which are stored byte position by byte position. */
  static byte[] undoBytes(byte[] shuffled, int elementBytes) {
    int elements = shuffled.length / elementBytes;
    byte[] result = shuffled.clone();
    for (int part = 0; part < elementBytes; part++) {
      for (int element = 0; element < elements; element++) {
        result[element * elementBytes + part] = shuffled[part * elements + element];
      }
    }
    return result;
  }

  /**
   * Elements from their bits, which are stored bit position by bit position. A block whose number
   * of elements is no multiple of 8 is not shuffled at all.
   */
  static byte[] undoBits(byte[] shuffled, int elementBytes) {
    int elements = shuffled.length / elementBytes;
    if (elements % Byte.SIZE != 0) {
      return shuffled;
    }
    byte[] result = new byte[shuffled.length];
    int shuffledBytes = elements * elementBytes;
    System.arraycopy(
        shuffled, shuffledBytes, result, shuffledBytes, shuffled.length - shuffledBytes);
    for (int bit = 0; bit < elementBytes * Byte.SIZE; bit++) {
      int row = bit * elements / Byte.SIZE;
      for (int element = 0; element < elements; element++) {
        int stored = shuffled[row + element / Byte.SIZE] >> (element % Byte.SIZE) & 1;
        result[element * elementBytes + bit / Byte.SIZE] |= (byte) (stored << (bit % Byte.SIZE));
      }
    }
    return result;
  }
}
