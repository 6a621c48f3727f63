package dev.lapwing.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a command has to say: lines for people, and the facts as one JSON object for machines. */
final class Answer {
  private final ObjectNode facts = JsonNodeFactory.instance.objectNode();
  private final List<Line> lines = new ArrayList<>();

  private Answer() {}

  /** The answer of a command. */
  static Answer of(String command) {
    return new Answer().fact("command", command);
  }

  /** Adds a line for people. */
  Answer line(String line) {
    lines.add(new Line(Optional.empty(), line));
    return this;
  }

  /** Adds a line for people that begins with what it is about; such lines are aligned. */
  Answer row(String label, String text) {
    lines.add(new Line(Optional.of(label), text));
    return this;
  }

  /** Adds a text for machines. */
  Answer fact(String name, String value) {
    facts.put(name, value);
    return this;
  }

  /** Adds an integer for machines. */
  Answer fact(String name, long value) {
    facts.put(name, value);
    return this;
  }

  /** Adds a number for machines; JSON has none that is not finite, so those become null. */
  Answer fact(String name, double value) {
    if (Double.isFinite(value)) {
      facts.put(name, value);
    } else {
      facts.putNull(name);
    }
    return this;
  }

  /** Adds a truth for machines. */
  Answer fact(String name, boolean value) {
    facts.put(name, value);
    return this;
  }

  /** Adds a structure for machines. */
  Answer fact(String name, JsonNode value) {
    facts.set(name, value);
    return this;
  }

  /** Adds numbers for machines, of which those that are not finite become null. */
  Answer facts(String name, double[] values) {
    ArrayNode numbers = facts.putArray(name);
    for (double value : values) {
      if (Double.isFinite(value)) {
        numbers.add(value);
      } else {
        numbers.addNull();
      }
    }
    return this;
  }

  /** The lines for people. */
  List<String> lines() {
    int width =
        lines.stream()
            .flatMap(line -> line.label().stream())
            .mapToInt(String::length)
            .max()
            .orElse(0);
    return lines.stream().map(line -> line.text(width)).toList();
  }

  /** The object for machines, in one line. */
  String json() {
    return facts.toString();
  }

  private record Line(Optional<String> label, String content) {
    String text(int width) {
      return label.map(name -> name + " ".repeat(width - name.length() + 2)).orElse("") + content;
    }
  }
}
