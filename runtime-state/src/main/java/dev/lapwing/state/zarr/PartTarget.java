package dev.lapwing.state.zarr;

import java.nio.ByteBuffer;

/** Where a part of a chunk goes. */
@FunctionalInterface
public interface PartTarget {

  /** The room for one column of the part, to be filled from its position to its limit. */
  ByteBuffer column(int column);
}
