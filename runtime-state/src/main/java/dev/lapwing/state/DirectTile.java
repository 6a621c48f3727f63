package dev.lapwing.state;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A tile in a direct buffer of a {@link DirectTilePool}. Each allocation is an object of its own,
 * so that a reference kept too long fails even when the memory has a new owner.
 */
final class DirectTile implements Tile {
  private static final boolean POISON = DirectTile.class.desiredAssertionStatus();

  private final DirectTilePool pool;
  private final ByteBuffer memory;
  private final Precision precision;
  private final int rows;
  private final int columns;
  private final AtomicInteger references = new AtomicInteger(1);

  DirectTile(DirectTilePool pool, ByteBuffer memory, Precision precision, int rows, int columns) {
    this.pool = pool;
    this.memory = memory;
    this.precision = precision;
    this.rows = rows;
    this.columns = columns;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int columns() {
    return columns;
  }

  @Override
  public Precision precision() {
    return precision;
  }

  @Override
  public ByteBuffer bytes() {
    return live().slice(0, precision.bytes() * rows * columns).order(ByteOrder.nativeOrder());
  }

  @Override
  public TileEntries entries() {
    return TileEntries.of(precision, bytes());
  }

  @Override
  public DoubleBuffer doubles() {
    if (precision != Precision.FLOAT64) {
      throw new IllegalStateException(
          "This tile holds " + precision + ": read it through its entries.");
    }
    return bytes().asDoubleBuffer();
  }

  @Override
  public double get(int row, int column) {
    return precision == Precision.FLOAT64
        ? live().getDouble(offset(row, column))
        : live().getFloat(offset(row, column));
  }

  @Override
  public void set(int row, int column, double value) {
    if (precision == Precision.FLOAT64) {
      live().putDouble(offset(row, column), value);
    } else {
      live().putFloat(offset(row, column), (float) value);
    }
  }

  @Override
  public Tile retain() {
    if (references.getAndUpdate(count -> count == 0 ? 0 : count + 1) == 0) {
      throw released();
    }
    return this;
  }

  @Override
  public void release() {
    int before = references.getAndUpdate(count -> count == 0 ? 0 : count - 1);
    if (before == 0) {
      throw released();
    }
    if (before == 1) {
      recycle();
    }
  }

  @Override
  public boolean isExclusive() {
    int count = references.get();
    if (count == 0) {
      throw released();
    }
    return count == 1;
  }

  @Override
  public String toString() {
    return "Tile[" + rows + " x " + columns + " " + precision + ", references=" + references + "]";
  }

  private void recycle() {
    if (POISON) {
      Fill.notANumber(memory.duplicate());
    }
    pool.recycle(memory);
  }

  private int offset(int row, int column) {
    return precision.bytes()
        * (Objects.checkIndex(row, rows) + Objects.checkIndex(column, columns) * rows);
  }

  private ByteBuffer live() {
    if (references.get() == 0) {
      throw released();
    }
    return memory;
  }

  private IllegalStateException released() {
    return new IllegalStateException(
        "This tile of %,d x %,d was used after its last reference was released: retain it for as long as it is used, and release it once for each retain."
            .formatted(rows, columns));
  }
}
