package dev.lapwing.state.aws;

import java.io.IOException;

/** Who may write an array. */
@FunctionalInterface
public interface DraftClaim {

  /** Whether the array is still being written as the draft that the caller writes. */
  boolean holds() throws IOException;
}
