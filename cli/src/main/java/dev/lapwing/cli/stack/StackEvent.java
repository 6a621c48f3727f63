package dev.lapwing.cli.stack;

import java.util.Optional;

/**
 * Something that CloudFormation did, or failed to do, to a resource.
 *
 * @param id unique
 * @param resource its name in the template; the stack's own name for the stack
 * @param type {@code AWS::SQS::Queue}
 * @param status {@code CREATE_COMPLETE}
 * @param reason why, if CloudFormation says
 */
public record StackEvent(
    String id, String resource, String type, String status, Optional<String> reason) {
  private static final String STACK = "AWS::CloudFormation::Stack";

  static StackEvent of(software.amazon.awssdk.services.cloudformation.model.StackEvent event) {
    return new StackEvent(
        event.eventId(),
        event.logicalResourceId(),
        event.resourceType(),
        event.resourceStatusAsString(),
        Optional.ofNullable(event.resourceStatusReason()));
  }

  /** Whether the operation has ended with this. */
  boolean isLast() {
    return type.equals(STACK) && !status.endsWith("_IN_PROGRESS");
  }

  /** Whether it went wrong by itself, and not because something else did. */
  boolean isCause() {
    return status.endsWith("_FAILED")
        && reason.stream().noneMatch(text -> text.contains("cancelled"));
  }

  /** Whether work on a resource has come to an end. */
  boolean completes() {
    return !type.equals(STACK) && status.endsWith("_COMPLETE");
  }

  /** Whether work on a resource has begun. */
  boolean begins() {
    return !type.equals(STACK) && status.endsWith("_IN_PROGRESS");
  }
}
