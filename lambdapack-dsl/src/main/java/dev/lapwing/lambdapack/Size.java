package dev.lapwing.lambdapack;

import java.util.Optional;

/**
 * A named dimension that is cut into tiles. Matrices that share a size are cut at the same places
 * along it. Its {@link Partition} is given when a run starts.
 *
 * @param name unique in its program
 * @param like the size at whose places this one is cut too, as far as both reach
 */
public record Size(String name, Optional<String> like) {

  /** A size that is cut as the caller likes. */
  public Size(String name) {
    this(name, Optional.empty());
  }
}
