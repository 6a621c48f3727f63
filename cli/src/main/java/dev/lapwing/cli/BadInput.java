package dev.lapwing.cli;

/** An input that the user can put right; the message says how, in one line. */
final class BadInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadInput(String message) {
    super(message);
  }
}
