package dev.lapwing.cli;

import dev.lapwing.cli.stack.Operation;
import dev.lapwing.cli.stack.StackName;
import dev.lapwing.cli.stack.StackService;
import dev.lapwing.cli.stack.StackState;
import java.util.Optional;

/**
 * What deploying and destroying do alike: find a stack that can be worked on, and follow what
 * CloudFormation does to it.
 */
record StackWork(Dialogue dialogue, StackService stacks, StackName name) {

  /** Shows how an operation goes on, until it has ended. */
  void follow(Operation operation) {
    dialogue.during(
        operation::doing,
        () -> {
          operation.await(dialogue.interruption()::requested);
          return operation;
        });
  }

  /** The stack, unless it exists only as a draft. */
  Optional<StackState> find() {
    Optional<StackState> found = stacks.find().filter(state -> !state.isDraft());
    if (found.filter(StackState::isBusy).isPresent()) {
      throw new BadInput(
          "CloudFormation is at work on stack %s (%s); wait until it has ended"
              .formatted(name, found.get().status()));
    }
    return found;
  }

  /** The stack, if it can be changed; what is left of one that could not be made is removed. */
  Optional<StackState> findForChange(boolean dryRun) {
    Optional<StackState> found = find();
    if (found.filter(StackState::isUseless).isPresent()) {
      dialogue.tell(
          "Stack %s is in %s and can only be deleted; that comes first."
              .formatted(name, found.get().status()));
      if (!dryRun) {
        follow(stacks.delete(found.get()));
      }
      return Optional.empty();
    }
    if (found.filter(state -> !state.isSettled()).isPresent()) {
      throw new BadInput(
          "stack %s is in %s: in the CloudFormation console, continue its rollback, then deploy again"
              .formatted(name, found.get().status()));
    }
    return found;
  }
}
