package dev.lapwing.state;

import java.util.Optional;

/** A matrix in the memory of this process. */
final class MemoryMatrix implements StoredMatrix {
  private final MatrixLayout layout;
  private final TilePool pool;
  private final MemoryTileStore tiles;
  private volatile boolean finished;

  MemoryMatrix(String location, MatrixLayout layout, TilePool pool) {
    this.layout = layout;
    this.pool = pool;
    this.tiles = new MemoryTileStore(location);
  }

  @Override
  public String location() {
    return tiles.location();
  }

  @Override
  public MatrixLayout layout() {
    return layout;
  }

  @Override
  public boolean isFinished() {
    return finished;
  }

  @Override
  public void finish() {
    finished = true;
  }

  @Override
  public Optional<Tile> read(TileIndex index) {
    layout.check(index, location());
    Optional<Tile> stored = tiles.read(index);
    return stored.isEmpty() && isZeroByDefinition(index) ? Optional.of(zeros(index)) : stored;
  }

  @Override
  public void write(TileIndex index, Tile tile) throws StoreException {
    layout.check(index, tile, location());
    if (!finished) {
      tiles.write(index, tile);
    } else if (!tiles.contains(index)) {
      throw unchangeable("added");
    }
  }

  @Override
  public boolean contains(TileIndex index) {
    layout.check(index, location());
    return tiles.contains(index) || isZeroByDefinition(index);
  }

  @Override
  public void delete(TileIndex index) throws StoreException {
    layout.check(index, location());
    if (finished) {
      throw unchangeable("deleted");
    }
    tiles.delete(index);
  }

  @Override
  public Optional<Tile> take(TileIndex index) {
    return read(index);
  }

  @Override
  public Tile readWindow(long row, long column, int rows, int columns) throws StoreException {
    return Windows.read(this, pool, (index, part, window) -> false, row, column, rows, columns);
  }

  @Override
  public long storedBytes() {
    return tiles.bytes();
  }

  @Override
  public boolean inMemory() {
    return true;
  }

  @Override
  public StoreCounters counters() {
    return tiles.counters();
  }

  /** Leaves the matrix where it is: {@link #free} frees it. */
  @Override
  public void close() {}

  void free() {
    tiles.close();
  }

  private boolean isZeroByDefinition(TileIndex index) {
    return finished && !layout.stores(index);
  }

  private PermanentStoreException unchangeable(String action) {
    return new PermanentStoreException(
        "%s is finished: no tile of it can be %s. Write the result to another place."
            .formatted(location(), action));
  }

  private Tile zeros(TileIndex index) {
    return pool.zeros(
        layout.precision(), layout.rowsOf(index.get(0)), layout.columnsOf(index.get(1)));
  }
}
