package dev.lapwing.executor;

import java.util.Optional;

/**
 * What keeps a run from having the executors that it should have, as far as whoever starts them
 * knows.
 *
 * @param problem why executors could not be started, when it was last tried
 * @param late that fewer have come than were started, and what that probably means
 */
record StartTrouble(Optional<String> problem, Optional<String> late) {
  static final StartTrouble NONE = new StartTrouble(Optional.empty(), Optional.empty());

  /** Nobody could be started. */
  static StartTrouble of(String problem) {
    return new StartTrouble(Optional.of(problem), Optional.empty());
  }
}
