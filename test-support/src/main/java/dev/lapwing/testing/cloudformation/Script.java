package dev.lapwing.testing.cloudformation;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a change set contains, and what becomes of it when it is executed.
 *
 * @param changes one for each resource, in the order in which they are worked on
 * @param failing the resource that fails, and why
 * @param outputs of the stack afterwards
 * @param effect what else happens when it is executed, such as that a bucket is made
 */
public record Script(
    List<Planned> changes,
    Optional<Map.Entry<String, String>> failing,
    Map<String, String> outputs,
    Runnable effect) {

  /**
   * A change to a resource.
   *
   * @param action Add, Modify or Remove
   * @param resource its name in the template
   * @param type {@code AWS::SQS::Queue}
   * @param replacement True, False, Conditional, or empty
   */
  public record Planned(String action, String resource, String type, String replacement) {}

  public Script {
    changes = List.copyOf(changes);
    outputs = Map.copyOf(outputs);
  }

  /** Resources that are added, each as {@code NAME AWS::TYPE}. */
  public static Script adding(String... resources) {
    return new Script(
        List.of(resources).stream()
            .map(resource -> resource.split(" "))
            .map(words -> new Planned("Add", words[0], words[1], ""))
            .toList(),
        Optional.empty(),
        Map.of(),
        () -> {});
  }

  /** A change to a resource that is there. */
  public static Script modifying(String resource, String type, String replacement) {
    return new Script(
        List.of(new Planned("Modify", resource, type, replacement)),
        Optional.empty(),
        Map.of(),
        () -> {});
  }

  /** The same, but one resource fails. */
  public Script failingAt(String resource, String reason) {
    return new Script(changes, Optional.of(Map.entry(resource, reason)), outputs, effect);
  }

  /** The same with outputs of the stack. */
  public Script outputs(Map<String, String> newOutputs) {
    return new Script(changes, failing, newOutputs, effect);
  }

  /** The same with an effect. */
  public Script effect(Runnable newEffect) {
    return new Script(changes, failing, outputs, newEffect);
  }
}
