package dev.lapwing.testing;

/** A misfortune of one HTTP exchange with a service. */
public enum WireFault {
  /** The connection is refused: the service hears nothing of it. */
  REFUSED,

  /** The service does what it is asked, and its answer is lost. */
  ANSWER_LOST,

  /** The service does nothing and asks for fewer requests. */
  THROTTLED,

  /** The service does nothing and says that it had an error of its own. */
  INTERNAL_ERROR,

  /** The service does nothing and says that it is not available. */
  UNAVAILABLE,

  /**
   * Nothing is sent and nothing comes back until the caller gives up: the SDK does when its {@code
   * apiCallAttemptTimeout} is over, whatever the timeout of the sockets.
   */
  STALLED,

  /** The service does what it is asked; its answer breaks off in the middle. */
  TRUNCATED,

  /** The service does what it is asked; one bit of its answer's body is turned on the way. */
  DAMAGED;

  /** All that are over at once, and that the client of every service notices. */
  public static WireFault[] brief() {
    return new WireFault[] {
      REFUSED, ANSWER_LOST, THROTTLED, INTERNAL_ERROR, UNAVAILABLE, TRUNCATED
    };
  }
}
