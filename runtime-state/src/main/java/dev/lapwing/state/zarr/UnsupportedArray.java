package dev.lapwing.state.zarr;

import java.io.IOException;

/** An array whose metadata is damaged, or asks for what is not implemented here. */
public final class UnsupportedArray extends IOException {
  private static final long serialVersionUID = 1L;

  public UnsupportedArray(String message) {
    super(message);
  }

  public UnsupportedArray(String message, Throwable cause) {
    super(message, cause);
  }
}
