package dev.lapwing.compiler;

import java.util.List;
import java.util.stream.Collectors;

/** A tile by the name of its matrix and its indices. */
public record TileAddress(String matrix, List<Long> indices) {

  public TileAddress {
    indices = List.copyOf(indices);
  }

  /** The tile in the words of the program: {@code S[1, 3, 2]}. */
  @Override
  public String toString() {
    return indices.stream()
        .map(String::valueOf)
        .collect(Collectors.joining(", ", matrix + "[", "]"));
  }
}
