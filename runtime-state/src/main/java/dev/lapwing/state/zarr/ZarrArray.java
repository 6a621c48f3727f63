package dev.lapwing.state.zarr;

import dev.lapwing.state.objects.ObjectStore;
import dev.lapwing.state.objects.StoredObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A two-dimensional array of numbers, cut into chunks of one shape. Those at the lower and right
 * edge are padded to that shape.
 *
 * <p>An array that Lapwing wrote has its tiles as chunks, byte for byte: float64 or float32,
 * column-major (transpose codec), little-endian, and a CRC32C after the content. Such a chunk is
 * read into the memory of a tile and written from it without a copy. Everything else is decoded on
 * the heap.
 *
 * <p>Safe for use by many threads.
 */
public final class ZarrArray {
  /** Attributes are free, but nobody means to read more than this. */
  private static final int LARGEST_DOCUMENT = 16 << 20;

  /** Below this, a request takes longer than its bytes. */
  private static final int LARGE_CHUNK = 1 << 20;

  /** The share of a chunk that is cheap, as a divisor. */
  private static final int CHEAP = 4;

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
    Optional<byte[]> content = readDocument(objects, document);
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
   * @param floats whether its elements are float32, and not float64
   * @param structure which tiles will be stored, in Lapwing's words
   * @param draft a name that no other array was ever written under
   */
  public static ZarrArray ofTiles(
      ObjectStore objects,
      long rows,
      long columns,
      int chunkRows,
      int chunkColumns,
      boolean floats,
      String structure,
      String draft) {
    ElementType type = floats ? ElementType.FLOAT32 : ElementType.FLOAT64;
    return new ZarrArray(
        objects,
        ArrayMetadata.ofTiles(rows, columns, chunkRows, chunkColumns, type, structure, draft));
  }

  /** The same array with its chunks in another store. */
  public ZarrArray in(ObjectStore chunks) {
    return new ZarrArray(chunks, metadata);
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

  /** Whether the elements are float32; all others are read as float64. */
  public boolean holdsFloats() {
    return metadata.type() == ElementType.FLOAT32;
  }

  /** The value of every element of an absent chunk; if there is none, no chunk may be absent. */
  public OptionalDouble fill() {
    return metadata.fill();
  }

  /** Which tiles are stored, in Lapwing's words, if Lapwing wrote the array. */
  public Optional<String> structure() {
    return metadata.structure();
  }

  /** Which draft the array was written as, if Lapwing wrote it. */
  public Optional<String> draft() {
    return metadata.draft();
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
   * @param target room for as many floats, if it {@link #holdsFloats}, or doubles, in native order
   * @return whether the chunk is stored; if not, the target is as it was
   * @throws CorruptChunk if the chunk is not as it was written
   */
  public boolean read(long i, long j, int rows, int columns, ByteBuffer target) throws IOException {
    try {
      return objects.read(key(i, j), object -> readInto(target, object, rows, columns)).isPresent();
    } catch (CorruptChunk e) {
      throw damaged(i, j, e);
    }
  }

  /**
   * Whether a part of a chunk can be had for much less than the whole: bytes are worth saving, the
   * chunk is large, what is between the first and the last entry of the part is small, and it can
   * be read as it is stored.
   */
  public boolean hasCheapPart(ChunkPart part) {
    return objects.isDistant()
        && metadata.holdsPlainColumns()
        && metadata.byteOrder() == ByteOrder.nativeOrder()
        && metadata.chunkBytes() >= LARGE_CHUNK
        && part.span(metadata) <= metadata.chunkBytes() / CHEAP;
  }

  /**
   * Reads a part of a chunk of which {@link #hasCheapPart} holds, and no more of the object than
   * what is between the part's first and last entry. The checksum of the chunk, which is that of
   * all of it, is not compared.
   *
   * @param target where the part goes, column after column
   * @return whether the chunk is stored; if not, the target is as it was
   * @throws CorruptChunk if the chunk has not the length that it must have
   */
  public boolean readPart(long i, long j, ChunkPart part, PartTarget target) throws IOException {
    long offset = part.offset(metadata);
    long length = part.span(metadata);
    try {
      return objects
          .readPart(key(i, j), offset, length, object -> readColumns(object, part, target))
          .isPresent();
    } catch (CorruptChunk e) {
      throw damaged(i, j, e);
    }
  }

  /**
   * Writes a chunk, of which the first rows and columns are given, column after column, and the
   * rest is padding.
   *
   * @param content as many floats, if it {@link #holdsFloats}, or doubles, in native order
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

  private boolean readInto(ByteBuffer target, StoredObject object, int rows, int columns)
      throws IOException {
    if (isTile(rows, columns)) {
      readTile(object, target.duplicate());
    } else {
      decode(object).copyTo(target.duplicate().order(target.order()), rows, columns);
    }
    return true;
  }

  private boolean readColumns(StoredObject object, ChunkPart part, PartTarget target)
      throws IOException {
    if (object.length() != metadata.plainChunkBytes()) {
      throw wrongLength(object.length(), metadata.plainChunkBytes());
    }
    int gap = metadata.type().bytes() * (metadata.chunkRows() - part.rows());
    for (int column = 0; column < part.columns(); column++) {
      object.readFully(target.column(column));
      if (column + 1 < part.columns()) {
        object.skip(gap);
      }
    }
    return true;
  }

  private void readTile(StoredObject object, ByteBuffer target) throws IOException {
    long expected = metadata.plainChunkBytes();
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
    if (object.length() > largestEncoding()) {
      throw wrongLength(object.length(), metadata.chunkBytes());
    }
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
    ByteBuffer source = content.duplicate().order(content.order());
    if (holdsFloats()) {
      FloatBuffer target = chunk.asFloatBuffer();
      for (int column = 0; column < columns; column++) {
        target.put(column * metadata.chunkRows(), source.asFloatBuffer(), column * rows, rows);
      }
    } else {
      DoubleBuffer target = chunk.asDoubleBuffer();
      for (int column = 0; column < columns; column++) {
        target.put(column * metadata.chunkRows(), source.asDoubleBuffer(), column * rows, rows);
      }
    }
    return chunk;
  }

  private CorruptChunk damaged(long i, long j, CorruptChunk cause) {
    return new CorruptChunk(locate(i, j) + " is damaged: " + cause.getMessage() + ".", cause);
  }

  private static CorruptChunk wrongLength(long length, long expected) {
    return new CorruptChunk("it has %,d bytes, not %,d".formatted(length, expected));
  }

  /**
   * The metadata of an array as it is stored, if it is there.
   *
   * @throws UnsupportedArray if it is too large to be metadata
   */
  public static Optional<byte[]> readDocument(ObjectStore objects, String key) throws IOException {
    return objects.read(
        key,
        object -> {
          if (object.length() > LARGEST_DOCUMENT) {
            throw new UnsupportedArray(
                "%s has %,d bytes, which is too much for metadata."
                    .formatted(objects.locate(key), object.length()));
          }
          return readAll(object).array();
        });
  }

  private static ByteBuffer readAll(StoredObject object) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(object.length()));
    object.readFully(content);
    return content.flip();
  }
}
