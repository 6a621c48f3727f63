package dev.lapwing.executor;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;

/**
 * Events as JSON: {@code {"event":"TaskReady","at":1500,"task":7,"statement":0}}, with the names of
 * {@link RunEvent}'s components. A reader passes over components that it does not know.
 */
final class EventJson {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addMixIn(RunEvent.class, Named.class)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();
  private static final ObjectWriter WRITER;
  private static final ObjectReader READER;

  static {
    JSON.registerSubtypes(RunEvent.class.getPermittedSubclasses());
    WRITER = JSON.writerFor(RunEvent.class);
    READER = JSON.readerFor(RunEvent.class);
  }

  private EventJson() {}

  /** An event as one line, without its end. */
  static String line(RunEvent event) {
    try {
      return WRITER.writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no JSON for " + event, e);
    }
  }

  /**
   * The event of a line.
   *
   * @throws IllegalArgumentException if it is none
   */
  static RunEvent event(String line) {
    try {
      return READER.readValue(line);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "this is no event of a run: %s (%s)".formatted(line, e.getOriginalMessage()), e);
    }
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "event")
  private interface Named {}
}
