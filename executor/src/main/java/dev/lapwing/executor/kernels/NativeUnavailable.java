package dev.lapwing.executor.kernels;

/** Why native kernels cannot be had here; the message is for people. */
final class NativeUnavailable extends Exception {
  private static final long serialVersionUID = 1L;

  NativeUnavailable(String message) {
    super(message);
  }

  NativeUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
