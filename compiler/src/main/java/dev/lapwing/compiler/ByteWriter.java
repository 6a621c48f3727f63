package dev.lapwing.compiler;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Writes small numbers in few bytes, and every text once. */
final class ByteWriter {
  private static final int SEVEN_BITS = 0x7f;
  private static final int MORE = 0x80;

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final Map<String, Integer> texts = new LinkedHashMap<>();

  void tag(char tag) {
    body.write(tag);
  }

  /** A number that is not negative, in seven bits a byte, the lowest first. */
  void count(long value) {
    write(body, value);
  }

  /** Any number, small where its absolute value is. */
  void number(long value) {
    count((value << 1) ^ (value >> 63));
  }

  void real(double value) {
    long bits = Double.doubleToRawLongBits(value);
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      body.write((int) (bits >>> shift));
    }
  }

  void text(String text) {
    count(texts.computeIfAbsent(text, t -> texts.size()));
  }

  <T> void list(List<T> elements, Consumer<? super T> each) {
    count(elements.size());
    elements.forEach(each);
  }

  /** The texts, then everything else. */
  byte[] bytes() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    write(all, texts.size());
    for (String text : texts.keySet()) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      write(all, utf8.length);
      all.writeBytes(utf8);
    }
    all.writeBytes(body.toByteArray());
    return all.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~(long) SEVEN_BITS) != 0) {
      out.write((int) (rest & SEVEN_BITS) | MORE);
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
