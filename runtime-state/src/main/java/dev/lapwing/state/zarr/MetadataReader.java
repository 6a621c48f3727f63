package dev.lapwing.state.zarr;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.OptionalDouble;

/** Fields of a metadata document, and messages that name the document and the field. */
final class MetadataReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String location;
  private final JsonNode document;

  /**
   * @param location the full name of the document, for messages
   * @param content the document
   */
  MetadataReader(String location, byte[] content) throws UnsupportedArray {
    this.location = location;
    this.document = parse(location, content);
    if (!document.isObject()) {
      throw unsupported("is not a JSON object");
    }
  }

  /** The whole document. */
  JsonNode document() {
    return document;
  }

  /** A field that must be there. */
  JsonNode field(String name) throws UnsupportedArray {
    JsonNode field = document.get(name);
    if (field == null) {
      throw unsupported("has no field '" + name + "'");
    }
    return field;
  }

  /** A field of one or two whole numbers, the second 1 if it is not there. */
  long[] extents(String name, JsonNode field, long smallest) throws UnsupportedArray {
    if (!field.isArray() || field.isEmpty() || field.size() > 2) {
      throw unsupported(
          "has '%s': %s, but a matrix has two dimensions (or one, a column). Save it reshaped"
              .formatted(name, field));
    }
    return new long[] {
      extent(name, field.get(0), smallest),
      field.size() == 1 ? 1 : extent(name, field.get(1), smallest)
    };
  }

  /** The elements of a chunk, each an int, and together not more than a buffer holds. */
  int[] chunkExtents(String name, JsonNode field, ElementType type) throws UnsupportedArray {
    long[] chunk = extents(name, field, 1);
    long largest = (Integer.MAX_VALUE - 64L) / type.bytes();
    if (chunk[0] > largest || chunk[1] > largest || chunk[0] * chunk[1] > largest) {
      throw unsupported(
          "has chunks of %,d x %,d elements, which are too large for one buffer. Save it with smaller chunks"
              .formatted(chunk[0], chunk[1]));
    }
    return new int[] {Math.toIntExact(chunk[0]), Math.toIntExact(chunk[1])};
  }

  /** A fill value: a number, or the name or the bits of one; empty if it is null. */
  OptionalDouble fill(JsonNode field) throws UnsupportedArray {
    if (field.isNull()) {
      return OptionalDouble.empty();
    }
    if (field.isNumber()) {
      return OptionalDouble.of(field.doubleValue());
    }
    return OptionalDouble.of(
        switch (field.asText()) {
          case "NaN" -> Double.NaN;
          case "Infinity" -> Double.POSITIVE_INFINITY;
          case "-Infinity" -> Double.NEGATIVE_INFINITY;
          default -> fillBits(field.asText());
        });
  }

  UnsupportedArray unsupported(String what) {
    return new UnsupportedArray("%s %s.".formatted(location, what));
  }

  private double fillBits(String text) throws UnsupportedArray {
    try {
      if (text.length() == 18 && text.startsWith("0x")) {
        return Double.longBitsToDouble(Long.parseUnsignedLong(text.substring(2), 16));
      }
      if (text.length() == 10 && text.startsWith("0x")) {
        return Float.intBitsToFloat(Integer.parseUnsignedInt(text.substring(2), 16));
      }
    } catch (NumberFormatException e) {
      throw new UnsupportedArray("%s has the fill value '%s'.".formatted(location, text), e);
    }
    throw unsupported("has the fill value '" + text + "', which is no number");
  }

  private long extent(String name, JsonNode value, long smallest) throws UnsupportedArray {
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < smallest) {
      throw unsupported("has the value %s in '%s'".formatted(value, name));
    }
    return value.longValue();
  }

  private static JsonNode parse(String location, byte[] content) throws UnsupportedArray {
    try {
      return JSON.readTree(content);
    } catch (JsonProcessingException e) {
      throw new UnsupportedArray(
          "%s is not JSON: %s".formatted(location, e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new UnsupportedArray("%s cannot be read: %s".formatted(location, e.getMessage()), e);
    }
  }
}
