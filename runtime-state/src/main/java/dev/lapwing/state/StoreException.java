package dev.lapwing.state;

import java.io.IOException;

/**
 * A store, queue or table did not answer as it should. Unless the subtype says otherwise, the
 * operation may or may not have happened; it may be repeated.
 */
public class StoreException extends IOException {
  private static final long serialVersionUID = 1L;

  public StoreException(String message) {
    super(message);
  }

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
