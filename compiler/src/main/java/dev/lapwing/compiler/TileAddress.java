package dev.lapwing.compiler;

import java.util.List;

/** A tile by the name of its matrix and its indices. */
public record TileAddress(String matrix, List<Long> indices) {

  public TileAddress {
    indices = List.copyOf(indices);
  }
}
