package dev.lapwing.state;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** How the entries of a matrix are kept: as doubles, or as floats in half the bytes (IEEE 754). */
public enum Precision {
  /** 64 bits, 53 of them significant: some 16 decimal digits. */
  FLOAT64("float64", Double.BYTES, 0x1p-53),
  /** 32 bits, 24 of them significant: some 7 decimal digits, up to 3.4e38. */
  FLOAT32("float32", Float.BYTES, 0x1p-24);

  private final String label;
  private final int bytes;
  private final double unitRoundoff;

  Precision(String label, int bytes, double unitRoundoff) {
    this.label = label;
    this.bytes = bytes;
    this.unitRoundoff = unitRoundoff;
  }

  /** The precision with that word, if there is one. */
  public static Optional<Precision> labelled(String label) {
    return Arrays.stream(values()).filter(known -> known.label.equals(label)).findAny();
  }

  /** All words, for messages. */
  public static String labels() {
    return Arrays.stream(values()).map(Precision::label).collect(Collectors.joining(" or "));
  }

  /** The word for it, which is numpy's and Zarr's: {@code float64}. */
  public String label() {
    return label;
  }

  /** The bytes of an entry. */
  public int bytes() {
    return bytes;
  }

  /** The bytes of a tile. */
  public long bytes(long rows, long columns) {
    return Math.multiplyExact(bytes * rows, columns);
  }

  /**
   * The largest relative error of rounding to nearest, LAPACK's {@code eps} ({@code dlamch('E')}).
   */
  public double unitRoundoff() {
    return unitRoundoff;
  }

  /** The number that is kept when this one is stored. */
  public double rounded(double value) {
    return this == FLOAT64 ? value : (float) value;
  }

  @Override
  public String toString() {
    return label;
  }
}
