package dev.lapwing.format;

import dev.lapwing.state.Precision;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;

/**
 * The element type of an .npy file.
 *
 * @param name NumPy's name: {@code <f8}
 * @param bytes the size of an element
 * @param order the order of its bytes
 * @param decoder reads an element from its first byte
 */
record NpyElement(String name, int bytes, ByteOrder order, Decoder decoder) {
  /** Kinds by NumPy's letter and size. Integers beyond 2^53 are rounded to the nearest double. */
  private static final Map<String, Decoder> DECODERS =
      Map.ofEntries(
          Map.entry("f8", ByteBuffer::getDouble),
          Map.entry("f4", ByteBuffer::getFloat),
          Map.entry("i8", ByteBuffer::getLong),
          Map.entry("i4", ByteBuffer::getInt),
          Map.entry("i2", ByteBuffer::getShort),
          Map.entry("i1", ByteBuffer::get),
          Map.entry("u8", (bytes, at) -> unsigned(bytes.getLong(at))),
          Map.entry("u4", (bytes, at) -> Integer.toUnsignedLong(bytes.getInt(at))),
          Map.entry("u2", (bytes, at) -> Short.toUnsignedInt(bytes.getShort(at))),
          Map.entry("u1", (bytes, at) -> Byte.toUnsignedInt(bytes.get(at))),
          Map.entry("b1", ByteBuffer::get));

  /** The type that is written. */
  static NpyElement littleEndian(Precision precision) {
    return named("<f" + precision.bytes()).orElseThrow();
  }

  /** How elements are kept when they are read: those of float32 as they are. */
  Precision precision() {
    return name.endsWith("f4") ? Precision.FLOAT32 : Precision.FLOAT64;
  }

  /** The type of NumPy's name, or empty if it is not a real number of a size that fits. */
  static Optional<NpyElement> named(String name) {
    if (name.length() != 3) {
      return Optional.empty();
    }
    ByteOrder order = name.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    return Optional.ofNullable(DECODERS.get(name.substring(1)))
        .map(decoder -> new NpyElement(name, name.charAt(2) - '0', order, decoder));
  }

  /** Room for elements, in their byte order. */
  ByteBuffer buffer(int elements) {
    return ByteBuffer.allocate(Math.multiplyExact(elements, bytes)).order(order);
  }

  /** An element by its number. */
  double get(ByteBuffer elements, int number) {
    return decoder.at(elements, number * bytes);
  }

  // Halved with a sticky last bit, so that the conversion rounds once.
  private static double unsigned(long value) {
    return value >= 0 ? value : 2.0 * ((value >>> 1) | (value & 1));
  }

  /** Writes an element of a {@link #littleEndian} type, by its number. */
  void put(ByteBuffer elements, int number, double value) {
    if (precision() == Precision.FLOAT32) {
      elements.putFloat(number * bytes, (float) value);
    } else {
      elements.putDouble(number * bytes, value);
    }
  }

  /** Reads an element. */
  @FunctionalInterface
  interface Decoder {
    /** The element whose first byte is at a place. */
    double at(ByteBuffer bytes, int place);
  }
}
