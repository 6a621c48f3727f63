package dev.lapwing.executor.kernels;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import dev.lapwing.state.Tile;
import java.lang.ref.Reference;

/** A tile as native code sees it: an address, and a leading dimension equal to its rows. */
record NativeView(Tile tile, long address, int rows, int columns) implements TileView {

  static NativeView of(Tile tile) {
    long address = Pointer.nativeValue(Native.getDirectBufferPointer(tile.bytes()));
    return new NativeView(tile, address, tile.rows(), tile.columns());
  }

  /** The distance between columns, in doubles; LAPACK wants at least one. */
  int leadingDimension() {
    return Math.max(1, rows);
  }

  /** Keeps the memory alive until the native call that used its address has returned. */
  @Override
  @SuppressWarnings("ReachabilityFenceUsage") // Views are resources of try blocks.
  public void close() {
    Reference.reachabilityFence(tile);
  }
}
