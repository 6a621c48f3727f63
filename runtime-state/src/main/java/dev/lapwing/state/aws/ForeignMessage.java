package dev.lapwing.state.aws;

/** A message that no executor of this run can make sense of. */
final class ForeignMessage extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * A refusal.
   *
   * @param reason what is wrong with it, without the text itself, which anybody may have written
   */
  ForeignMessage(String reason) {
    super(reason);
  }
}
