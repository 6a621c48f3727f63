package dev.lapwing.executor.kernels;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import dev.lapwing.state.Tile;
import java.lang.ref.Reference;

/** A tile as native code sees it: an address, and a leading dimension equal to its rows. */
record NativeView(Tile tile, NativeMatrix matrix) implements TileView {

  static NativeView of(Tile tile) {
    long address = Pointer.nativeValue(Native.getDirectBufferPointer(tile.bytes()));
    int leading = Math.max(1, tile.rows());
    return new NativeView(
        tile, new NativeMatrix(tile.precision(), address, tile.rows(), tile.columns(), leading));
  }

  @Override
  public int rows() {
    return matrix.rows();
  }

  @Override
  public int columns() {
    return matrix.columns();
  }

  /** Keeps the memory alive until the native call that used its address has returned. */
  @Override
  @SuppressWarnings("ReachabilityFenceUsage") // Views are resources of try blocks.
  public void close() {
    Reference.reachabilityFence(tile);
  }
}
