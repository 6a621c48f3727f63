package dev.lapwing.compiler;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** Reads what {@link ByteWriter} wrote. */
final class ByteReader {
  private static final int SEVEN_BITS = 0x7f;
  private static final int MORE = 0x80;

  private final byte[] bytes;
  private final List<String> texts = new ArrayList<>();
  private int position;

  ByteReader(byte[] bytes) {
    this.bytes = bytes;
    long count = count();
    for (long k = 0; k < count; k++) {
      texts.add(utf8());
    }
  }

  /** What is wrong with the bytes, and where. */
  IllegalArgumentException corrupt(String what) {
    return new IllegalArgumentException(
        "not an encoded program: %s at byte %d of %d".formatted(what, position, bytes.length));
  }

  private String utf8() {
    long length = count();
    if (length > bytes.length - position) {
      throw corrupt("a text of " + length + " bytes ends beyond the end");
    }
    String text = new String(bytes, position, (int) length, StandardCharsets.UTF_8);
    position += (int) length;
    return text;
  }

  private int next() {
    if (position == bytes.length) {
      throw corrupt("the end is missing");
    }
    return bytes[position++] & 0xff;
  }

  char tag() {
    return (char) next();
  }

  long count() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = next();
      value |= (long) (next & SEVEN_BITS) << shift;
      if ((next & MORE) == 0) {
        return value;
      }
    }
    throw corrupt("a number does not end");
  }

  long number() {
    long zigzag = count();
    return (zigzag >>> 1) ^ -(zigzag & 1);
  }

  double real() {
    long bits = 0;
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      bits |= (long) next() << shift;
    }
    return Double.longBitsToDouble(bits);
  }

  /** One of several constants, by its name. */
  <T extends Enum<T>> T choice(T[] choices) {
    String name = text();
    for (T choice : choices) {
      if (choice.name().equals(name)) {
        return choice;
      }
    }
    throw corrupt("there is no " + name + " among " + Arrays.toString(choices));
  }

  /** A small number that fits an {@code int}. */
  int small() {
    long value = count();
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw corrupt("the number " + value + " is too large");
    }
    return (int) value;
  }

  String text() {
    int number = small();
    if (number >= texts.size()) {
      throw corrupt("there is no text " + number + " among " + texts.size());
    }
    return texts.get(number);
  }

  <T> List<T> list(Supplier<T> each) {
    int size = small();
    if (size > bytes.length - position) {
      throw corrupt("a list of " + size + " ends beyond the end");
    }
    List<T> elements = new ArrayList<>();
    for (int k = 0; k < size; k++) {
      elements.add(each.get());
    }
    return elements;
  }

  void end() {
    if (position != bytes.length) {
      throw corrupt("there is more than a program");
    }
  }
}
