package dev.lapwing.cli.stack;

import java.util.Optional;

/**
 * One resource of a stack.
 *
 * @param name its name in the template
 * @param type {@code AWS::SQS::Queue}
 * @param status {@code CREATE_COMPLETE}
 * @param physicalId what it is called in the account, if it was made
 */
public record StackResource(String name, String type, String status, Optional<String> physicalId) {

  static StackResource of(
      software.amazon.awssdk.services.cloudformation.model.StackResource resource) {
    return new StackResource(
        resource.logicalResourceId(),
        resource.resourceType(),
        resource.resourceStatusAsString(),
        Optional.ofNullable(resource.physicalResourceId()));
  }
}
