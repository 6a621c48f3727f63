package dev.lapwing.cli.stack;

import java.io.Serial;
import java.util.Optional;

/**
 * CloudFormation could not do what it was asked. Its fields say what failed first, and what is
 * left.
 */
public final class StackFailed extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String status;
  private final transient Optional<StackEvent> cause;

  /**
   * A failure.
   *
   * @param stack its name
   * @param status how the stack was left
   * @param cause what failed first
   */
  StackFailed(String stack, String status, Optional<StackEvent> cause) {
    super(
        "%s; %s"
            .formatted(
                cause
                    .map(StackFailed::inWords)
                    .orElse(
                        "stack %s failed, and CloudFormation does not say why".formatted(stack)),
                aftermath(stack, status)));
    this.status = status;
    this.cause = cause;
  }

  /** How the stack was left, in CloudFormation's words. */
  public String status() {
    return status;
  }

  /** What failed first. */
  public Optional<StackEvent> firstFailure() {
    return cause;
  }

  private static String inWords(StackEvent event) {
    return "%s (%s): %s: %s"
        .formatted(
            event.resource(),
            event.type(),
            event.status(),
            event.reason().orElse("no reason given"));
  }

  private static String aftermath(String stack, String status) {
    return switch (status) {
      case "ROLLBACK_COMPLETE" ->
          "everything that had been made is deleted again (%s); mend the cause and deploy again"
              .formatted(status);
      case "UPDATE_ROLLBACK_COMPLETE" ->
          "the stack is as it was before (%s); mend the cause and deploy again".formatted(status);
      case "ROLLBACK_FAILED" ->
          "not all that had been made could be deleted (%s); run lapwing destroy --name %s"
              .formatted(status, stack);
      case "UPDATE_ROLLBACK_FAILED" ->
          "and going back failed, too (%s): in the CloudFormation console, continue the rollback of %s, then deploy again"
              .formatted(status, stack);
      case "DELETE_FAILED" ->
          "the stack is partly deleted (%s); mend the cause and run lapwing destroy --name %s again"
              .formatted(status, stack);
      default -> "the stack is left in %s".formatted(status);
    };
  }
}
