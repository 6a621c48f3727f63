package dev.lapwing.state.zarr;

import dev.lapwing.state.objects.ObjectStore;
import dev.lapwing.state.objects.StoredObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A two-dimensional array of numbers, cut into chunks of one shape. Those at the lower and right
 * edge are padded to that shape.
 *
 * <p>An array that Lapwing wrote has its tiles as chunks, byte for byte: float64, column-major
 * (transpose codec), little-endian, and a CRC32C after the content. Such a chunk is read into the
 * memory of a tile and written from it without a copy. Everything else is decoded on the heap.
 *
 * <p>Safe for use by many threads.
 */
public final class ZarrArray {
  private final ObjectStore objects;
  private final ArrayMetadata metadata;

  private ZarrArray(ObjectStore objects, ArrayMetadata metadata) {
    this.objects = objects;
    this.metadata = metadata;
  }

  /** The array whose metadata is in the store, in version 3 or else 2; empty if in neither. */
  public static Optional<ZarrArray> open(ObjectStore objects) throws IOException {
    Optional<ZarrArray> array = open(objects, Version3.DOCUMENT);
    return array.isPresent() ? array : open(objects, Version2.DOCUMENT);
  }

  /** The array whose metadata is in the store under a name of its own, in version 3. */
  public static Optional<ZarrArray> open(ObjectStore objects, String document) throws IOException {
    Optional<byte[]> content = readAll(objects, document);
    if (content.isEmpty()) {
      return Optional.empty();
    }
    String location = objects.locate(document);
    ArrayMetadata metadata =
        document.equals(Version2.DOCUMENT)
            ? Version2.read(location, content.get())
            : Version3.read(location, content.get());
    return Optional.of(new ZarrArray(objects, metadata));
  }

  /**
   * An array of tiles, of which nothing is stored yet, not even its metadata.
   *
   * @param structure which tiles will be stored, in Lapwing's words
   */
  public static ZarrArray ofTiles(
      ObjectStore objects,
      long rows,
      long columns,
      int chunkRows,
      int chunkColumns,
      String structure) {
    return new ZarrArray(
        objects, ArrayMetadata.ofTiles(rows, columns, chunkRows, chunkColumns, structure));
  }

  /** The metadata document of an array that {@link #ofTiles} made. */
  public byte[] document() {
    return Version3.write(metadata);
  }

  /** The number of rows. */
  public long rows() {
    return metadata.rows();
  }

  /** The number of columns; 1 if the array has one dimension. */
  public long columns() {
    return metadata.columns();
  }

  /** Rows of a chunk. */
  public int chunkRows() {
    return metadata.chunkRows();
  }

  /** Columns of a chunk. */
  public int chunkColumns() {
    return metadata.chunkColumns();
  }

  /** The value of every element of an absent chunk; if there is none, no chunk may be absent. */
  public OptionalDouble fill() {
    return metadata.fill();
  }

  /** Which tiles are stored, in Lapwing's words, if Lapwing wrote the array. */
  public Optional<String> structure() {
    return metadata.structure();
  }

  /** The full name of a chunk. */
  public String locate(long i, long j) {
    return objects.locate(key(i, j));
  }

  /** Whether a chunk is stored. */
  public boolean contains(long i, long j) throws IOException {
    return objects.exists(key(i, j));
  }

  /** Deletes a chunk; it need not exist. */
  public void delete(long i, long j) throws IOException {
    objects.delete(key(i, j));
  }

  /**
   * Reads the first rows and columns of a chunk, column after column.
   *
   * @param target {@code 8 * rows * columns} bytes in native order
   * @return whether the chunk is stored; if not, the target is as it was
   * @throws CorruptChunk if the chunk is not as it was written
   */
  public boolean read(long i, long j, int rows, int columns, ByteBuffer target) throws IOException {
    Optional<StoredObject> stored = objects.open(key(i, j));
    if (stored.isEmpty()) {
      return false;
    }
    try (StoredObject object = stored.get()) {
      if (isTile(rows, columns)) {
        readTile(object, target.duplicate());
      } else {
        decode(object)
            .copyTo(target.duplicate().order(target.order()).asDoubleBuffer(), rows, columns);
      }
      return true;
    } catch (CorruptChunk e) {
      throw new CorruptChunk(locate(i, j) + " is damaged: " + e.getMessage() + ".", e);
    }
  }

  /**
   * Writes a chunk, of which the first rows and columns are given, column after column, and the
   * rest is padding.
   *
   * @param content {@code 8 * rows * columns} bytes in native order
   */
  public void write(long i, long j, int rows, int columns, ByteBuffer content) throws IOException {
    if (!metadata.holdsTiles()) {
      throw new UnsupportedArray(
          locate(i, j) + " is not written: Lapwing writes only arrays that it created.");
    }
    ByteBuffer chunk = isTile(rows, columns) ? content.duplicate() : padded(rows, columns, content);
    ByteBuffer checksum = ByteBuffer.allocate(ByteCodec.CHECKSUM_BYTES);
    checksum.order(ByteOrder.LITTLE_ENDIAN).putInt(0, ByteCodec.checksum(chunk));
    objects.write(key(i, j), chunk, checksum);
  }

  private String key(long i, long j) {
    return metadata.keys().key(i, j, metadata.dimensions());
  }

  /** Whether the memory of a tile of that shape is the chunk, byte for byte. */
  private boolean isTile(int rows, int columns) {
    return metadata.holdsTiles()
        && ByteOrder.nativeOrder() == metadata.byteOrder()
        && rows == metadata.chunkRows()
        && columns == metadata.chunkColumns();
  }

  private void readTile(StoredObject object, ByteBuffer target) throws IOException {
    long expected = (long) metadata.chunkBytes() + ByteCodec.CHECKSUM_BYTES;
    if (object.length() != expected) {
      throw wrongLength(object.length(), expected);
    }
    ByteBuffer checksum =
        ByteBuffer.allocate(ByteCodec.CHECKSUM_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    object.readFully(target.duplicate());
    object.readFully(checksum);
    ByteCodec.verify(target, checksum.getInt(0));
  }

  private Chunk decode(StoredObject object) throws IOException {
    ByteBuffer bytes = readAll(object);
    try {
      for (int last = metadata.codecs().size() - 1; last >= 0; last--) {
        bytes = metadata.codecs().get(last).decode(bytes, largestEncoding());
      }
    } catch (CorruptChunk e) {
      throw e;
    } catch (IOException e) {
      throw new CorruptChunk("it cannot be decompressed (" + e.getMessage() + ")", e);
    }
    if (bytes.remaining() != metadata.chunkBytes()) {
      throw wrongLength(bytes.remaining(), metadata.chunkBytes());
    }
    return new Chunk(metadata, bytes);
  }

  /**
   * What a chunk may grow to between two of its codecs: compressors add to what is not
   * compressible.
   */
  private int largestEncoding() {
    return Math.toIntExact(Math.min(Integer.MAX_VALUE - 64L, 2L * metadata.chunkBytes() + 65536));
  }

  private ByteBuffer padded(int rows, int columns, ByteBuffer content) {
    ByteBuffer chunk = ByteBuffer.allocate(metadata.chunkBytes()).order(metadata.byteOrder());
    DoubleBuffer target = chunk.asDoubleBuffer();
    DoubleBuffer source = content.duplicate().order(content.order()).asDoubleBuffer();
    for (int column = 0; column < columns; column++) {
      target.put(column * metadata.chunkRows(), source, column * rows, rows);
    }
    return chunk;
  }

  private static CorruptChunk wrongLength(long length, long expected) {
    return new CorruptChunk("it has %,d bytes, not %,d".formatted(length, expected));
  }

  private static Optional<byte[]> readAll(ObjectStore objects, String key) throws IOException {
    Optional<StoredObject> stored = objects.open(key);
    if (stored.isEmpty()) {
      return Optional.empty();
    }
    try (StoredObject object = stored.get()) {
      return Optional.of(readAll(object).array());
    }
  }

  private static ByteBuffer readAll(StoredObject object) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(object.length()));
    object.readFully(content);
    return content.flip();
  }
}
