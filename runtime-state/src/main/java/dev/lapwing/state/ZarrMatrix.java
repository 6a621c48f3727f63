package dev.lapwing.state;

import dev.lapwing.state.MatrixLayout.Structure;
import dev.lapwing.state.zarr.ChunkPart;
import dev.lapwing.state.zarr.CorruptChunk;
import dev.lapwing.state.zarr.ZarrArray;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A matrix that is a Zarr array in a folder or in a bucket, one tile a chunk. Safe for use by many
 * processes.
 */
final class ZarrMatrix implements StoredMatrix {
  private final ArrayLife life;
  private final ZarrArray array;
  private final MatrixLayout layout;
  private final Optional<Structure> declared;
  private final TilePool pool;
  private final Counting counting = new Counting();

  ZarrMatrix(ArrayLife life, ZarrArray array, TilePool pool) {
    this.life = life;
    this.array = array;
    this.pool = pool;
    this.declared = array.structure().flatMap(Structure::labelled);
    this.layout =
        new MatrixLayout(
            array.rows(),
            array.columns(),
            array.chunkRows(),
            array.chunkColumns(),
            declared.orElse(Structure.FULL),
            array.holdsFloats() ? Precision.FLOAT32 : Precision.FLOAT64);
  }

  @Override
  public String location() {
    return life.location();
  }

  @Override
  public MatrixLayout layout() {
    return layout;
  }

  @Override
  public boolean isFinished() throws StoreException {
    try {
      return life.isFinished();
    } catch (IOException e) {
      throw failed("Looking whether it is finished: " + location(), e);
    }
  }

  @Override
  public void finish() throws StoreException {
    try {
      life.finish(array.draft());
    } catch (IOException e) {
      throw failed("Finishing " + location(), e);
    }
  }

  @Override
  public Optional<Tile> read(TileIndex index) throws StoreException {
    layout.check(index, location());
    Tile tile =
        pool.allocate(
            layout.precision(), layout.rowsOf(index.get(0)), layout.columnsOf(index.get(1)));
    boolean complete = false;
    try {
      complete =
          isKnownFill(index) ? fill(tile) : readChunk(index, tile) || fillIfAbsent(index, tile);
      return complete ? Optional.of(tile) : Optional.empty();
    } finally {
      if (!complete) {
        tile.release();
      }
    }
  }

  @Override
  public void write(TileIndex index, Tile tile) throws StoreException {
    layout.check(index, tile, location());
    if (life.isKnownToBeFinished()) {
      checkRepeated(index);
      return;
    }
    try {
      array.write(index.get(0), index.get(1), tile.rows(), tile.columns(), tile.bytes());
      counting.written(tile);
    } catch (StoreException e) {
      throw e;
    } catch (IOException e) {
      writeFailed(index, e);
    }
  }

  @Override
  public boolean contains(TileIndex index) throws StoreException {
    layout.check(index, location());
    return isStored(index) || mayBeAbsent(index);
  }

  @Override
  public void delete(TileIndex index) throws StoreException {
    layout.check(index, location());
    if (isFinished()) {
      throw finished("deleted");
    }
    try {
      life.checkBeingWritten(array.draft());
      array.delete(index.get(0), index.get(1));
    } catch (IOException e) {
      throw failed("Deleting " + key(index), e);
    }
    counting.deleted();
  }

  @Override
  public Optional<Tile> take(TileIndex index) throws StoreException {
    return read(index);
  }

  @Override
  public Tile readWindow(long row, long column, int rows, int columns) throws StoreException {
    return Windows.read(this, pool, this::readPart, row, column, rows, columns);
  }

  @Override
  public long storedBytes() throws StoreException {
    try {
      return life.bytes();
    } catch (IOException e) {
      throw failed("Looking at " + location(), e);
    }
  }

  @Override
  public StoreCounters counters() {
    return counting.counters();
  }

  @Override
  public void close() {}

  private boolean readChunk(TileIndex index, Tile tile) throws StoreException {
    try {
      boolean stored =
          array.read(index.get(0), index.get(1), tile.rows(), tile.columns(), tile.bytes());
      if (stored) {
        counting.read(tile);
      }
      return stored;
    } catch (IOException e) {
      throw readFailed(index, e);
    }
  }

  private boolean readPart(TileIndex index, TilePart part, Tile window) throws StoreException {
    var chunkPart = new ChunkPart(part.row(), part.column(), part.rows(), part.columns());
    if (!array.hasCheapPart(chunkPart)) {
      return false;
    }
    try {
      boolean stored =
          array.readPart(
              index.get(0), index.get(1), chunkPart, column -> room(part, column, window));
      if (stored) {
        counting.read(layout.precision().bytes(part.rows(), part.columns()));
      }
      return stored;
    } catch (IOException e) {
      throw readFailed(index, e);
    }
  }

  /** The room in a window for a column of a part. */
  private static ByteBuffer room(TilePart part, int column, Tile window) {
    int size = window.precision().bytes();
    return window.bytes().slice(size * part.target(column, window), size * part.rows());
  }

  private StoreException readFailed(TileIndex index, IOException cause) {
    return cause instanceof CorruptChunk
        ? new TileUnreadable(
            key(index),
            cause.getMessage() + " Delete the matrix and compute or copy it again.",
            cause)
        : failed("Reading " + key(index), cause);
  }

  private void writeFailed(TileIndex index, IOException cause) throws StoreException {
    if (isFinished()) {
      checkRepeated(index);
      return;
    }
    try {
      life.checkBeingWritten(array.draft());
    } catch (IOException e) {
      throw failed("Looking whether it is still written: " + location(), e);
    }
    throw failed("Writing " + key(index), cause);
  }

  private boolean fillIfAbsent(TileIndex index, Tile tile) throws StoreException {
    return mayBeAbsent(index) && fill(tile);
  }

  private boolean fill(Tile tile) {
    Fill.with(array.fill().orElseThrow(), tile.entries());
    return true;
  }

  /** Whether the tile is zero by definition, so that there is nothing to look for. */
  private boolean isKnownFill(TileIndex index) {
    return declared.isPresent() && life.isKnownToBeFinished() && isAbsentByRight(index);
  }

  /** Whether a chunk that is not there stands for the fill value, and not for a loss. */
  private boolean mayBeAbsent(TileIndex index) throws StoreException {
    return isAbsentByRight(index) && isFinished();
  }

  private boolean isAbsentByRight(TileIndex index) {
    return array.fill().isPresent()
        && declared.map(structure -> !structure.holds(index.get(0), index.get(1))).orElse(true);
  }

  private boolean isStored(TileIndex index) throws StoreException {
    try {
      return array.contains(index.get(0), index.get(1));
    } catch (IOException e) {
      throw failed("Looking for " + key(index), e);
    }
  }

  private void checkRepeated(TileIndex index) throws StoreException {
    if (!isStored(index)) {
      throw finished("added");
    }
  }

  private PermanentStoreException finished(String action) {
    return new PermanentStoreException(
        "%s is finished: no tile of it can be %s. Write the result to another place."
            .formatted(location(), action));
  }

  private String key(TileIndex index) {
    return array.locate(index.get(0), index.get(1));
  }

  private static StoreException failed(String operation, IOException cause) {
    return StoreFailures.of(operation, cause);
  }
}
