package dev.lapwing.state.zarr;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The element types that are read: float64 and float32 as they are, each other converted to
 * float64. Integers beyond 2^53 are rounded, as numpy's {@code astype} does.
 */
enum ElementType {
  FLOAT64("float64", "f8"),
  FLOAT32("float32", "f4"),
  INT8("int8", "i1"),
  INT16("int16", "i2"),
  INT32("int32", "i4"),
  INT64("int64", "i8"),
  UINT8("uint8", "u1"),
  UINT16("uint16", "u2"),
  UINT32("uint32", "u4"),
  UINT64("uint64", "u8");

  private final String name;
  private final String code;

  ElementType(String name, String code) {
    this.name = name;
    this.code = code;
  }

  /** The type with the name of version 3: {@code float64}. */
  static Optional<ElementType> named(String name) {
    return Arrays.stream(values()).filter(type -> type.name.equals(name)).findAny();
  }

  /** The type with the code of version 2, less the byte order: {@code f8}. */
  static Optional<ElementType> coded(String code) {
    return Arrays.stream(values()).filter(type -> type.code.equals(code)).findAny();
  }

  /** All names, for messages. */
  static String names() {
    return Arrays.stream(values()).map(type -> type.name).collect(Collectors.joining(", "));
  }

  /** The name of version 3: {@code float64}. */
  String label() {
    return name;
  }

  /** Whether it is float64 or float32, in which Lapwing computes. */
  boolean isFloat() {
    return this == FLOAT64 || this == FLOAT32;
  }

  /** The size of an element in bytes. */
  int bytes() {
    return code.charAt(1) - '0';
  }

  /** The element at a byte offset, as a double. */
  double get(ByteBuffer bytes, int offset) {
    return switch (this) {
      case FLOAT64 -> bytes.getDouble(offset);
      case FLOAT32 -> bytes.getFloat(offset);
      case INT8 -> bytes.get(offset);
      case INT16 -> bytes.getShort(offset);
      case INT32 -> bytes.getInt(offset);
      case INT64 -> bytes.getLong(offset);
      case UINT8 -> Byte.toUnsignedInt(bytes.get(offset));
      case UINT16 -> Short.toUnsignedInt(bytes.getShort(offset));
      case UINT32 -> Integer.toUnsignedLong(bytes.getInt(offset));
      case UINT64 -> unsigned(bytes.getLong(offset));
    };
  }

  private static double unsigned(long bits) {
    // Half the value, its lost bit kept so that it is rounded once and correctly.
    return bits >= 0 ? bits : 2.0 * ((bits >>> 1) | (bits & 1));
  }
}
