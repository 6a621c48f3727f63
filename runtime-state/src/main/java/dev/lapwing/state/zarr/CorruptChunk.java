package dev.lapwing.state.zarr;

import java.io.IOException;

/** A chunk whose bytes are not those that were written. */
public final class CorruptChunk extends IOException {
  private static final long serialVersionUID = 1L;

  public CorruptChunk(String message) {
    super(message);
  }

  public CorruptChunk(String message, Throwable cause) {
    super(message, cause);
  }
}
