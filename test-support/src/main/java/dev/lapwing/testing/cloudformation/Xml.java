package dev.lapwing.testing.cloudformation;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** XML as the query protocol has it. */
final class Xml {
  private final StringBuilder text = new StringBuilder();

  /** An element with text in it; none if the text is empty, as AWS leaves such elements out. */
  Xml element(String name, String content) {
    if (!content.isEmpty()) {
      text.append('<').append(name).append('>').append(escaped(content));
      text.append("</").append(name).append('>');
    }
    return this;
  }

  /** A list of structures. */
  <T> Xml list(String name, List<T> members, BiConsumer<Xml, T> member) {
    text.append('<').append(name).append('>');
    for (T each : members) {
      text.append("<member>");
      member.accept(this, each);
      text.append("</member>");
    }
    text.append("</").append(name).append('>');
    return this;
  }

  /** A list of pairs. */
  Xml pairs(String name, Map<String, String> pairs, String key, String value) {
    return list(
        name,
        List.copyOf(pairs.entrySet()),
        (xml, pair) -> xml.element(key, pair.getKey()).element(value, pair.getValue()));
  }

  /** A structure in a structure. */
  Xml open(String name) {
    text.append('<').append(name).append('>');
    return this;
  }

  Xml close(String name) {
    text.append("</").append(name).append('>');
    return this;
  }

  private static String escaped(String content) {
    return content.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
