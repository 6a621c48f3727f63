package dev.lapwing.state;

import dev.lapwing.state.objects.ObjectStore;
import dev.lapwing.state.objects.StoredObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Scratch tiles as objects, each of which describes itself: a header of 32 bytes with the shape,
 * the precision and a CRC32C, then the entries, column after column, little-endian.
 */
final class ObjectTileStore implements TileStore {
  private final ObjectStore objects;
  private final String prefix;
  private final TilePool pool;
  private final Counting counting = new Counting();

  /**
   * @param prefix what the keys of this store's tiles start with
   */
  ObjectTileStore(ObjectStore objects, String prefix, TilePool pool) {
    this.objects = objects;
    this.prefix = prefix;
    this.pool = pool;
  }

  @Override
  public String location() {
    return objects.locate(prefix);
  }

  @Override
  public String location(TileIndex index) {
    return objects.locate(key(index));
  }

  @Override
  public Optional<Tile> read(TileIndex index) throws StoreException {
    try {
      Optional<Tile> tile = objects.read(key(index), object -> read(index, object));
      tile.ifPresent(counting::read);
      return tile;
    } catch (IOException e) {
      throw StoreFailures.of("Reading " + objects.locate(key(index)), e);
    }
  }

  @Override
  public void write(TileIndex index, Tile tile) throws StoreException {
    ByteBuffer content = LittleEndian.of(tile);
    try {
      objects.write(key(index), TileHeader.of(tile, content).encode(), content);
    } catch (IOException e) {
      throw StoreFailures.of("Writing " + objects.locate(key(index)), e);
    }
    counting.written(tile);
  }

  @Override
  public boolean contains(TileIndex index) throws StoreException {
    try {
      return objects.exists(key(index));
    } catch (IOException e) {
      throw StoreFailures.of("Looking for " + objects.locate(key(index)), e);
    }
  }

  @Override
  public void delete(TileIndex index) throws StoreException {
    try {
      objects.delete(key(index));
    } catch (IOException e) {
      throw StoreFailures.of("Deleting " + objects.locate(key(index)), e);
    }
    counting.deleted();
  }

  @Override
  public Optional<Tile> take(TileIndex index) throws StoreException {
    return read(index);
  }

  @Override
  public StoreCounters counters() {
    return counting.counters();
  }

  @Override
  public void close() throws StoreException {
    try {
      objects.settle();
    } catch (IOException e) {
      throw StoreFailures.of("Deleting tiles of " + location(), e);
    }
  }

  private String key(TileIndex index) {
    return prefix + "/" + index.join("/") + ".tile";
  }

  private Tile read(TileIndex index, StoredObject object) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(TileHeader.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    if (object.length() < TileHeader.BYTES) {
      throw damaged(index, "it is cut off");
    }
    object.readFully(bytes);
    TileHeader header = TileHeader.decode(bytes.flip()).orElseThrow(() -> noHeader(index));
    if (object.length() != header.objectBytes()) {
      throw damaged(
          index, "it has %,d bytes, not %,d".formatted(object.length(), header.objectBytes()));
    }
    return readContent(index, object, header);
  }

  private Tile readContent(TileIndex index, StoredObject object, TileHeader header)
      throws IOException {
    Tile tile = pool.allocate(header.precision(), header.rows(), header.columns());
    boolean whole = false;
    try {
      object.readFully(tile.bytes());
      whole = Checksums.of(tile.bytes()) == header.checksum();
    } finally {
      if (!whole) {
        tile.release();
      }
    }
    if (!whole) {
      throw damaged(index, "its CRC32C is not the one that was stored with it");
    }
    LittleEndian.toNative(tile);
    return tile;
  }

  private TileUnreadable noHeader(TileIndex index) {
    return damaged(index, "it does not start as a tile does");
  }

  private TileUnreadable damaged(TileIndex index, String what) {
    String key = location(index);
    return new TileUnreadable(
        key,
        "%s is damaged: %s. Check where it is stored, then start the run again."
            .formatted(key, what));
  }
}
