package dev.lapwing.lambdapack.reference;

import java.util.List;

/** A tile: its matrix, and its indices. */
public record TileName(String matrix, List<Long> indices) {

  public TileName {
    indices = List.copyOf(indices);
  }

  @Override
  public String toString() {
    return matrix + indices;
  }
}
