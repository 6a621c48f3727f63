package dev.lapwing.state;

/** A matrix cannot be opened or created at its place. */
public final class MatrixUnavailable extends PermanentStoreException {
  private static final long serialVersionUID = 1L;

  private final String uri;
  private final Reason reason;

  /** Why a matrix is not available. */
  public enum Reason {
    /** The place is not one where matrices can be: a mistyped URI, or a folder of other things. */
    NO_PLACE_FOR_A_MATRIX,
    /** There is nothing at the place. */
    MISSING,
    /** A matrix is there that nobody asked to replace. */
    EXISTS,
    /** Whoever wrote it has not finished, or never will. */
    UNFINISHED,
    /** It is there, in a form that Lapwing does not read. */
    UNREADABLE
  }

  public MatrixUnavailable(String uri, Reason reason, String message) {
    super(message);
    this.uri = uri;
    this.reason = reason;
  }

  public MatrixUnavailable(String uri, Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.uri = uri;
    this.reason = reason;
  }

  /** The place, as it was given. */
  public String uri() {
    return uri;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
