package dev.lapwing.cli.stack;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/**
 * A stack as it is.
 *
 * @param id its ARN, which still finds it when it has been deleted
 * @param status in CloudFormation's words
 * @param parameters with which it was made
 * @param outputs what it tells about itself
 */
public record StackState(
    String id, String status, Map<String, String> parameters, Map<String, String> outputs) {

  static StackState of(Stack stack) {
    Map<String, String> outputs = new LinkedHashMap<>();
    for (Output output : stack.outputs()) {
      outputs.put(output.outputKey(), output.outputValue());
    }
    return new StackState(
        stack.stackId(),
        stack.stackStatusAsString(),
        stack.parameters().stream()
            .collect(Collectors.toMap(Parameter::parameterKey, StackState::valueOf)),
        outputs);
  }

  /** An empty value may be left out of an answer. */
  private static String valueOf(Parameter parameter) {
    return Optional.ofNullable(parameter.parameterValue()).orElse("");
  }

  /** Whether CloudFormation is working on it. */
  public boolean isBusy() {
    return status.endsWith("_IN_PROGRESS") && !isDraft();
  }

  /** Whether only a change set has been made for it. */
  public boolean isDraft() {
    return status.equals("REVIEW_IN_PROGRESS");
  }

  /** Whether it can only be deleted: making it failed, and all was undone. */
  public boolean isUseless() {
    return status.equals("ROLLBACK_COMPLETE")
        || status.equals("ROLLBACK_FAILED")
        || status.equals("CREATE_FAILED")
        || status.equals("DELETE_FAILED");
  }

  /** Whether it can be changed. */
  public boolean isSettled() {
    return !isBusy() && !isDraft() && !isUseless() && !status.equals("UPDATE_ROLLBACK_FAILED");
  }

  /** The bucket of its matrices; the template always says. */
  public Optional<String> bucket() {
    return Optional.ofNullable(outputs.get("Bucket"));
  }
}
