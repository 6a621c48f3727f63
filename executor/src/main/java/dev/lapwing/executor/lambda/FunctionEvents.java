package dev.lapwing.executor.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads events, strictly: an event with an unknown field, a field of another kind or a field that
 * comes twice is refused, for whoever sent it meant something else.
 */
final class FunctionEvents {
  private static final int LONGEST = 4096;
  private static final String RUN = "run";
  private static final String SWEEP = "sweep";
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]{0,63}");

  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private FunctionEvents() {}

  /**
   * The event that a stream holds.
   *
   * @throws BadEvent if it holds something else
   */
  static FunctionEvent read(InputStream stream) throws IOException {
    byte[] text = stream.readNBytes(LONGEST + 1);
    if (text.length > LONGEST) {
      throw new BadEvent("The event has more than " + LONGEST + " bytes.");
    }
    JsonNode event = parse(text);
    return event.has(SWEEP) ? sweep(event) : join(event);
  }

  private static JsonNode parse(byte[] text) throws IOException {
    try {
      JsonNode event = JSON.readTree(text);
      if (!event.isObject()) {
        throw new BadEvent("The event is not a JSON object.");
      }
      return event;
    } catch (JsonProcessingException e) {
      throw new BadEvent("The event is not JSON: " + e.getOriginalMessage() + ".");
    }
  }

  private static FunctionEvent sweep(JsonNode event) {
    requireOnly(event, List.of(SWEEP));
    JsonNode sweep = event.get(SWEEP);
    if (!sweep.isBoolean() || !sweep.booleanValue()) {
      throw new BadEvent("The field \"sweep\" is %s.".formatted(sweep));
    }
    return new FunctionEvent.Sweep();
  }

  private static FunctionEvent join(JsonNode event) {
    requireOnly(event, List.of(RUN));
    JsonNode run = event.path(RUN);
    if (!run.isTextual() || !ID.matcher(run.textValue()).matches()) {
      throw new BadEvent(
          "The field \"run\" is %s, which is no run's id."
              .formatted(run.isMissingNode() ? "missing" : run));
    }
    return new FunctionEvent.Join(run.textValue());
  }

  private static void requireOnly(JsonNode event, List<String> known) {
    for (Iterator<String> names = event.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw new BadEvent("The event has an unknown field \"%s\".".formatted(name));
      }
    }
  }
}
