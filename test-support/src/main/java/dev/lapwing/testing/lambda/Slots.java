package dev.lapwing.testing.lambda;

/**
 * How many environments may work at once: for one function, or for all of an account that have no
 * limit of their own.
 */
final class Slots {
  /** Why an invocation of a function with a limit of its own is throttled. */
  static final String RESERVED = "ReservedFunctionConcurrentInvocationLimitExceeded";

  /** Why an invocation of any other function is. */
  static final String ACCOUNT = "ConcurrentInvocationLimitExceeded";

  private final int limit;
  private final String reason;
  private int taken;

  Slots(int limit, String reason) {
    this.limit = limit;
    this.reason = reason;
  }

  /** Takes a slot; false if all are taken. */
  synchronized boolean take() {
    if (taken >= limit) {
      return false;
    }
    taken++;
    return true;
  }

  synchronized void giveBack() {
    taken--;
  }

  int limit() {
    return limit;
  }

  String reason() {
    return reason;
  }
}
