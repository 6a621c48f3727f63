package dev.lapwing.state;

/** An operation was refused and had no effect. Repeating it as it is will not help. */
public class PermanentStoreException extends StoreException {
  private static final long serialVersionUID = 1L;

  public PermanentStoreException(String message) {
    super(message);
  }

  public PermanentStoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
