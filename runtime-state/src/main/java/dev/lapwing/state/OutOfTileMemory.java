package dev.lapwing.state;

/** A tile does not fit into the memory budget of its pool. */
public final class OutOfTileMemory extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public OutOfTileMemory(String message) {
    super(message);
  }
}
