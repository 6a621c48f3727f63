package dev.lapwing.cli.stack;

import java.util.List;

/**
 * What CloudFormation would do, and does when it is told to.
 *
 * @param id its ARN
 * @param stackId the ARN of the stack
 * @param changes nothing if the stack is already as it should be
 */
public record ChangeSet(String id, String stackId, List<Change> changes) {
  public ChangeSet {
    changes = List.copyOf(changes);
  }

  /** Whether there is nothing to do. */
  public boolean isEmpty() {
    return changes.isEmpty();
  }
}
