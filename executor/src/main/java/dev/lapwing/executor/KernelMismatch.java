package dev.lapwing.executor;

/**
 * A run was begun with other kernels than this executor has, and the bits of its results would
 * depend on who computed which tile.
 */
public final class KernelMismatch extends RunFailure {
  private static final long serialVersionUID = 1L;

  private final String begunWith;
  private final String here;

  /**
   * Two kernel libraries.
   *
   * @param begunWith the description of the kernels that began the run
   * @param here the description of the kernels of this executor
   */
  public KernelMismatch(String begunWith, String here) {
    super(
        "The run was begun with %s, and this executor has %s: its results would be right, but not the same bits. Resume it where it was begun, deploy those kernels again, or start a new run."
            .formatted(begunWith, here));
    this.begunWith = begunWith;
    this.here = here;
  }

  /** The description of the kernels that began the run. */
  public String begunWith() {
    return begunWith;
  }

  /** The description of the kernels of this executor. */
  public String here() {
    return here;
  }
}
