package dev.lapwing.testing.lambda;

import java.util.UUID;

/**
 * One call of a function; an event that is tried again keeps its request id.
 *
 * @param requestId names the call
 * @param payload the event, as JSON
 */
record Invocation(String requestId, byte[] payload) {

  /** A call that has not been made before. */
  static Invocation of(byte[] payload) {
    return new Invocation(UUID.randomUUID().toString(), payload);
  }
}
