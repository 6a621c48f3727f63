package dev.lapwing.state;

import dev.lapwing.state.MatrixLayout.Structure;
import dev.lapwing.state.zarr.CorruptChunk;
import dev.lapwing.state.zarr.ZarrArray;
import java.io.IOException;
import java.util.Optional;

/** A matrix that is a Zarr array in a folder, one tile a chunk. Safe for use by many processes. */
final class ZarrMatrix implements StoredMatrix {
  private final ArrayFolder folder;
  private final ZarrArray array;
  private final MatrixLayout layout;
  private final Optional<Structure> declared;
  private final TilePool pool;
  private final Counting counting = new Counting();

  ZarrMatrix(ArrayFolder folder, ZarrArray array, TilePool pool) {
    this.folder = folder;
    this.array = array;
    this.pool = pool;
    this.declared = array.structure().flatMap(Structure::labelled);
    this.layout =
        new MatrixLayout(
            array.rows(),
            array.columns(),
            array.chunkRows(),
            array.chunkColumns(),
            declared.orElse(Structure.FULL));
  }

  @Override
  public String location() {
    return folder.location();
  }

  @Override
  public MatrixLayout layout() {
    return layout;
  }

  @Override
  public boolean isFinished() {
    return folder.isFinished();
  }

  @Override
  public void finish() throws StoreException {
    try {
      folder.finish();
    } catch (IOException e) {
      throw failed("Finishing " + location(), e);
    }
  }

  @Override
  public Optional<Tile> read(TileIndex index) throws StoreException {
    layout.check(index, location());
    Tile tile = pool.allocate(layout.rowsOf(index.get(0)), layout.columnsOf(index.get(1)));
    boolean complete = false;
    try {
      complete = readChunk(index, tile) || fillIfAbsent(index, tile);
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
    try {
      array.write(index.get(0), index.get(1), tile.rows(), tile.columns(), tile.bytes());
      counting.written(tile);
    } catch (IOException e) {
      if (!folder.isFinished()) {
        throw failed("Writing " + key(index), e);
      }
      checkRepeated(index);
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
    if (folder.isFinished()) {
      throw finished("deleted");
    }
    try {
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
    return Windows.read(this, pool, row, column, rows, columns);
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
    } catch (CorruptChunk e) {
      throw new TileUnreadable(
          key(index), e.getMessage() + " Delete the matrix and compute or copy it again.", e);
    } catch (IOException e) {
      throw failed("Reading " + key(index), e);
    }
  }

  private boolean fillIfAbsent(TileIndex index, Tile tile) {
    if (!mayBeAbsent(index)) {
      return false;
    }
    Fill.with(array.fill().orElseThrow(), tile.doubles());
    return true;
  }

  /** Whether a chunk that is not there stands for the fill value, and not for a loss. */
  private boolean mayBeAbsent(TileIndex index) {
    boolean outsideStructure =
        declared.map(structure -> !structure.holds(index.get(0), index.get(1))).orElse(true);
    return outsideStructure && array.fill().isPresent() && folder.isFinished();
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
