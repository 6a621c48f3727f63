package dev.lapwing.testing.cloudformation;

import java.util.Map;
import java.util.Optional;

/** A change set that was asked for; it takes one look before it is ready, as on AWS. */
final class ScriptedChangeSet {
  private static final String UNCHANGED =
      "The submitted information didn't contain changes. Submit different information to create a change set.";

  private final String id;
  private final Optional<Script> script;
  private final Map<String, String> parameters;
  private int looks;

  ScriptedChangeSet(String id, Optional<Script> script, Map<String, String> parameters) {
    this.id = id;
    this.script = script;
    this.parameters = parameters;
  }

  String id() {
    return id;
  }

  Map<String, String> parameters() {
    return parameters;
  }

  String look() {
    looks++;
    return looks == 1 ? "CREATE_IN_PROGRESS" : script.isPresent() ? "CREATE_COMPLETE" : "FAILED";
  }

  String reason() {
    return looks > 1 && script.isEmpty() ? UNCHANGED : "";
  }

  Script script() throws Refusal {
    return script.orElseThrow(
        () ->
            new Refusal(
                "InvalidChangeSetStatus", "ChangeSet [%s] cannot be executed".formatted(id)));
  }
}
