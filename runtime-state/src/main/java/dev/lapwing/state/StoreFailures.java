package dev.lapwing.state;

import java.io.IOException;

/** Turns what an input or output operation throws into what a store throws. */
final class StoreFailures {
  private StoreFailures() {}

  /** The failure itself if it is a store's, or a failure that may be repeated. */
  static StoreException of(String operation, IOException cause) {
    if (cause instanceof StoreException already) {
      return already;
    }
    return new StoreException("%s failed: %s".formatted(operation, cause), cause);
  }
}
