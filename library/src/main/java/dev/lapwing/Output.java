package dev.lapwing;

import java.io.IOException;

/** A matrix that a run writes. */
interface Output {

  /** Where it is written. */
  String location();

  /** The run is DONE: the matrix, at the place where it belongs. */
  BigMatrix published() throws IOException;

  /** The run is not DONE, and will not go on: nothing of it is kept. */
  void discard();

  /** Nobody here waits for it any more: it is left to the run. */
  void leave();
}
