package dev.lapwing.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.lapwing.cli.stack.Change;
import java.util.List;
import java.util.Locale;

/** What happens to the resources of a stack, as a table for people and as JSON for machines. */
record ChangeTable(List<Change> changes) {

  /** One line a resource. */
  List<String> lines() {
    int names = changes.stream().mapToInt(change -> change.resource().length()).max().orElse(0);
    return changes.stream()
        .map(
            change ->
                String.format(
                        Locale.ROOT,
                        "  %-8s %-" + names + "s  %-32s %s",
                        word(change),
                        change.resource(),
                        change.type(),
                        remark(change))
                    .stripTrailing())
        .toList();
  }

  ArrayNode json() {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    for (Change change : changes) {
      json.addObject()
          .put("action", change.action())
          .put("resource", change.resource())
          .put("type", change.type())
          .put("replacement", change.replacement());
    }
    return json;
  }

  private static String word(Change change) {
    return change.replacement().equals("True")
        ? "replace"
        : change.action().toLowerCase(Locale.ROOT);
  }

  private static String remark(Change change) {
    return switch (change.replacement()) {
      case "True" -> "a new one is made, the old one deleted";
      case "Conditional" -> "perhaps replaced by a new one";
      default -> "";
    };
  }
}
