package dev.lapwing.state.aws;

import dev.lapwing.state.StoreException;
import java.time.Duration;

/** Pauses between attempts. */
final class Pauses {
  private Pauses() {}

  /** Waits; an interrupted thread stays interrupted, and what it was doing has failed. */
  static void sleep(Duration pause, String doing) throws StoreException {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException(doing + " was interrupted.", e);
    }
  }
}
