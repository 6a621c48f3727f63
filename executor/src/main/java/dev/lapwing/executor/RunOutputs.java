package dev.lapwing.executor;

import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreException;
import java.util.Collection;

/**
 * What becomes of a run's output matrices at its end. Any executor may be the one that ends the
 * run, and may die while it does: every call may be repeated, by anybody.
 */
public interface RunOutputs {
  /** Outputs that their owner finishes himself, when the run is done. */
  RunOutputs OF_THE_CALLER =
      new RunOutputs() {
        @Override
        public void finish() {}

        @Override
        public void publish() {}
      };

  /** Matrices in a storage, by the locations that they are written to. */
  static RunOutputs in(Storage storage, Collection<String> locations) {
    return new StoredOutputs(storage, locations);
  }

  /**
   * Makes them whole: all their tiles are written, and the run is about to be recorded as DONE.
   * Others may be writing the same tiles again.
   */
  void finish() throws StoreException;

  /** Puts them to the places where they belong: the run is DONE, and stays so. */
  void publish() throws StoreException;
}
