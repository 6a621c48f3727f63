package dev.lapwing.testing.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/** An answer to an HTTP request. */
record Answer(int status, Map<String, String> headers, byte[] body) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** An answer in JSON. */
  static Answer json(int status, Map<String, ?> content) {
    return json(status, Map.of(), content);
  }

  /** An answer in JSON, with more headers. */
  static Answer json(int status, Map<String, String> headers, Map<String, ?> content) {
    try {
      return new Answer(status, headers, JSON.writeValueAsBytes(content));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(content + " cannot be written as JSON", e);
    }
  }

  /** An answer without content. */
  static Answer empty(int status) {
    return new Answer(status, Map.of(), new byte[0]);
  }
}
