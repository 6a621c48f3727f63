package dev.lapwing.cli;

/** Work that needs more memory than it may have; the message names the task class and the cure. */
final class DoesNotFit extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DoesNotFit(String message) {
    super(message);
  }
}
