package dev.lapwing.state.zarr;

import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the metadata of an array says, in either version of the format.
 *
 * @param dimensions 2, or 1 for a column of {@code rows} entries
 * @param rows the number of rows
 * @param columns the number of columns
 * @param chunkRows rows of a chunk; chunks at the edge are as large as the others, and padded
 * @param chunkColumns columns of a chunk
 * @param type what the elements are
 * @param byteOrder how the bytes of an element are ordered
 * @param columnMajor whether the first index of a chunk runs fastest (order F, or a transpose
 *     codec) or the last (order C)
 * @param codecs what was done to the bytes of a chunk, in the order of writing
 * @param keys how chunks are named
 * @param fill the value of every element of an absent chunk; if there is none, no chunk may be
 *     absent
 * @param structure which tiles the writer stored, in Lapwing's words, if the writer was Lapwing
 * @param draft which draft the array was written as, if the writer was Lapwing
 */
record ArrayMetadata(
    int dimensions,
    long rows,
    long columns,
    int chunkRows,
    int chunkColumns,
    ElementType type,
    ByteOrder byteOrder,
    boolean columnMajor,
    List<ByteCodec> codecs,
    ChunkKeys keys,
    OptionalDouble fill,
    Optional<String> structure,
    Optional<String> draft) {

  ArrayMetadata {
    codecs = List.copyOf(codecs);
  }

  /** The metadata of an array that Lapwing writes: its chunks are its tiles, byte for byte. */
  static ArrayMetadata ofTiles(
      long rows,
      long columns,
      int chunkRows,
      int chunkColumns,
      ElementType type,
      String structure,
      String draft) {
    return new ArrayMetadata(
        2,
        rows,
        columns,
        chunkRows,
        chunkColumns,
        type,
        ByteOrder.LITTLE_ENDIAN,
        true,
        List.of(ByteCodec.CRC32C),
        ChunkKeys.standard("/"),
        OptionalDouble.of(0.0),
        Optional.of(structure),
        Optional.of(draft));
  }

  /** The size of a chunk before its codecs. */
  int chunkBytes() {
    return chunkRows * chunkColumns * type.bytes();
  }

  /** Whether a chunk is the tile in the form that {@link #ofTiles} describes. */
  boolean holdsTiles() {
    return holdsPlainColumns() && !codecs.isEmpty();
  }

  /**
   * Whether a column of a chunk is a run of little-endian doubles or floats at a known place in the
   * object.
   */
  boolean holdsPlainColumns() {
    return type.isFloat()
        && columnMajor
        && byteOrder == ByteOrder.LITTLE_ENDIAN
        && (codecs.isEmpty() || codecs.equals(List.of(ByteCodec.CRC32C)));
  }

  /** The length of a stored chunk of plain columns. */
  long plainChunkBytes() {
    return chunkBytes() + (long) codecs.size() * ByteCodec.CHECKSUM_BYTES;
  }
}
