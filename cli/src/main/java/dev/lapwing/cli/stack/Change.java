package dev.lapwing.cli.stack;

import software.amazon.awssdk.services.cloudformation.model.ResourceChange;

/**
 * What a change set does to one resource.
 *
 * @param action Add, Modify, Remove, Import or Dynamic
 * @param resource its name in the template
 * @param type {@code AWS::SQS::Queue}
 * @param replacement whether the resource is made anew and the old one deleted: True, False,
 *     Conditional, or empty where that makes no sense
 */
public record Change(String action, String resource, String type, String replacement) {

  static Change of(ResourceChange change) {
    return new Change(
        change.actionAsString(),
        change.logicalResourceId(),
        change.resourceType(),
        change.replacementAsString() == null ? "" : change.replacementAsString());
  }
}
