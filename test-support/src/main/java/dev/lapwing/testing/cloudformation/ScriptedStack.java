package dev.lapwing.testing.cloudformation;

import dev.lapwing.testing.cloudformation.Script.Planned;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A stack that does what scripts say. Time passes with looks: each look at its events lets some
 * more of them happen.
 */
final class ScriptedStack {
  private static final int EVENTS_PER_LOOK = 6;

  private final String name;
  private final String id;
  private final Map<String, ScriptedChangeSet> changeSets = new LinkedHashMap<>();
  private final Map<String, String> parameters = new TreeMap<>();
  private final Map<String, String> outputs = new TreeMap<>();
  private final Map<String, String> resources = new LinkedHashMap<>();
  private final Deque<Event> toCome = new ArrayDeque<>();
  private final List<Event> happened = new ArrayList<>();
  private String status = "REVIEW_IN_PROGRESS";

  ScriptedStack(String name, String region, String account) {
    this.name = name;
    this.id = "arn:aws:cloudformation:%s:%s:stack/%s/%s".formatted(region, account, name, uuid());
    happened.add(event(name, Event.STACK, status, "User Initiated"));
  }

  String name() {
    return name;
  }

  String id() {
    return id;
  }

  String status() {
    return status;
  }

  boolean isDraft() {
    return status.equals("REVIEW_IN_PROGRESS");
  }

  boolean isGone() {
    return status.equals("DELETE_COMPLETE");
  }

  Map<String, String> parameters() {
    return parameters;
  }

  Map<String, String> outputs() {
    return outputs;
  }

  Map<String, String> resources() {
    return resources;
  }

  Map<String, ScriptedChangeSet> changeSets() {
    return changeSets;
  }

  /** All events so far, the latest first, after some time has passed. */
  List<Event> look() {
    for (int i = 0; i < EVENTS_PER_LOOK && !toCome.isEmpty(); i++) {
      Event event = toCome.remove();
      happened.add(event);
      if (event.type().equals(Event.STACK)) {
        status = event.status();
      }
    }
    return happened();
  }

  /** All events so far, the latest first. */
  List<Event> happened() {
    List<Event> latestFirst = new ArrayList<>(happened);
    Collections.reverse(latestFirst);
    return latestFirst;
  }

  void execute(ScriptedChangeSet changes) throws Refusal {
    Script script = changes.script();
    script.effect().run();
    String verb = isDraft() ? "CREATE" : "UPDATE";
    changeSets.clear();
    status = verb + "_IN_PROGRESS";
    stackEvent(status, "User Initiated");
    for (Planned planned : script.changes()) {
      resourceEvent(planned, verb(planned) + "_IN_PROGRESS", "");
      if (script.failing().filter(fail -> fail.getKey().equals(planned.resource())).isPresent()) {
        fail(script, planned, verb);
        return;
      }
      resourceEvent(planned, verb(planned) + "_COMPLETE", "");
      keep(planned);
    }
    parameters.putAll(changes.parameters());
    outputs.putAll(script.outputs());
    if (verb.equals("UPDATE")) {
      stackEvent("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "");
    }
    stackEvent(verb + "_COMPLETE", "");
  }

  void delete() {
    status = "DELETE_IN_PROGRESS";
    stackEvent(status, "User Initiated");
    resources.forEach(
        (resource, type) -> {
          toCome.add(event(resource, type, "DELETE_IN_PROGRESS", ""));
          toCome.add(event(resource, type, "DELETE_COMPLETE", ""));
        });
    resources.clear();
    stackEvent("DELETE_COMPLETE", "");
  }

  /** The others are cancelled, and what was done is undone. */
  private void fail(Script script, Planned failed, String verb) {
    resourceEvent(failed, verb(failed) + "_FAILED", script.failing().orElseThrow().getValue());
    script.changes().stream()
        .skip(script.changes().indexOf(failed) + 1L)
        .forEach(
            planned -> resourceEvent(planned, verb + "_FAILED", "Resource creation cancelled"));
    boolean creating = verb.equals("CREATE");
    stackEvent(
        creating ? "ROLLBACK_IN_PROGRESS" : "UPDATE_ROLLBACK_IN_PROGRESS",
        "The following resource(s) failed: [%s].".formatted(failed.resource()));
    if (creating) {
      resources.clear();
    }
    stackEvent(creating ? "ROLLBACK_COMPLETE" : "UPDATE_ROLLBACK_COMPLETE", "");
  }

  private void keep(Planned planned) {
    if (planned.action().equals("Remove")) {
      resources.remove(planned.resource());
    } else {
      resources.put(planned.resource(), planned.type());
    }
  }

  private static String verb(Planned planned) {
    return switch (planned.action()) {
      case "Add" -> "CREATE";
      case "Remove" -> "DELETE";
      default -> "UPDATE";
    };
  }

  private void stackEvent(String newStatus, String reason) {
    toCome.add(event(name, Event.STACK, newStatus, reason));
  }

  private void resourceEvent(Planned planned, String newStatus, String reason) {
    toCome.add(event(planned.resource(), planned.type(), newStatus, reason));
  }

  private static Event event(String resource, String type, String status, String reason) {
    return new Event(uuid(), resource, type, status, reason);
  }

  private static String uuid() {
    return UUID.randomUUID().toString();
  }
}
