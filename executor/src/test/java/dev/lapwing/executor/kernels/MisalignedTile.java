package dev.lapwing.executor.kernels;

import dev.lapwing.state.Precision;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TileEntries;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;

/** A tile that begins some bytes beyond a multiple of 64. */
final class MisalignedTile implements Tile {
  private final ByteBuffer memory;
  private final int rows;
  private final int columns;

  MisalignedTile(int rows, int columns, int misalignment) {
    int size = Double.BYTES * rows * columns;
    this.memory =
        ByteBuffer.allocateDirect(size + 192)
            .alignedSlice(64)
            .slice(misalignment, size)
            .order(ByteOrder.nativeOrder());
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
  public ByteBuffer bytes() {
    return memory.slice().order(ByteOrder.nativeOrder());
  }

  @Override
  public Precision precision() {
    return Precision.FLOAT64;
  }

  @Override
  public TileEntries entries() {
    return TileEntries.of(precision(), bytes());
  }

  @Override
  public DoubleBuffer doubles() {
    return bytes().asDoubleBuffer();
  }

  @Override
  public double get(int row, int column) {
    return doubles().get(row + column * rows);
  }

  @Override
  public void set(int row, int column, double value) {
    doubles().put(row + column * rows, value);
  }

  @Override
  public Tile retain() {
    return this;
  }

  @Override
  public void release() {}

  @Override
  public boolean isExclusive() {
    return true;
  }
}
