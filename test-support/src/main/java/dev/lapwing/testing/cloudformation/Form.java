package dev.lapwing.testing.cloudformation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request of the query protocol.
 *
 * @param fields by name: {@code Parameters.member.1.ParameterKey}
 */
record Form(Map<String, String> fields) {

  static Form decode(String body) {
    Map<String, String> fields = new TreeMap<>();
    for (String pair : body.split("&")) {
      String[] parts = pair.split("=", 2);
      fields.put(
          URLDecoder.decode(parts[0], UTF_8),
          parts.length == 1 ? "" : URLDecoder.decode(parts[1], UTF_8));
    }
    return new Form(fields);
  }

  String get(String field) {
    return fields.getOrDefault(field, "");
  }

  Optional<String> find(String field) {
    return Optional.ofNullable(fields.get(field));
  }

  /** The parameters of a stack, with the values that it has where those are to be kept. */
  Map<String, String> parameters(Map<String, String> before) throws Refusal {
    Map<String, String> parameters = new TreeMap<>();
    for (int i = 1; ; i++) {
      String prefix = "Parameters.member." + i + ".";
      String key = get(prefix + "ParameterKey");
      if (key.isEmpty()) {
        return parameters;
      }
      boolean keeps = get(prefix + "UsePreviousValue").equals("true");
      if (keeps && !before.containsKey(key)) {
        throw Refusal.validation("Invalid input for parameter key " + key + ". No previous value");
      }
      parameters.put(key, keeps ? before.get(key) : get(prefix + "ParameterValue"));
    }
  }
}
