package dev.lapwing.executor;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Named values as one line of text, {@code name=value&name=value}, percent-encoded. */
final class Fields {
  private Fields() {}

  static String encode(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> escape(field.getKey()) + "=" + escape(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  static Map<String, String> decode(String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String field : text.isEmpty() ? new String[0] : text.split("&")) {
      int equals = field.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException("\"" + field + "\" is not of the form name=value");
      }
      fields.put(unescape(field.substring(0, equals)), unescape(field.substring(equals + 1)));
    }
    return fields;
  }

  private static String escape(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String unescape(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
