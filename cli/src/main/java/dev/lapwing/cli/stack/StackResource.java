package dev.lapwing.cli.stack;

/**
 * One resource of a stack.
 *
 * @param name its name in the template
 * @param type {@code AWS::SQS::Queue}
 * @param status {@code CREATE_COMPLETE}
 */
public record StackResource(String name, String type, String status) {

  static StackResource of(
      software.amazon.awssdk.services.cloudformation.model.StackResource resource) {
    return new StackResource(
        resource.logicalResourceId(), resource.resourceType(), resource.resourceStatusAsString());
  }
}
