package dev.lapwing.lambdapack;

/**
 * The children of a node of a {@link Tree}. They stand for two indices of a range of tiles: their
 * level, and the range of their numbers.
 */
public final class TreeChildren implements Subscript {

  private final Index level;
  private final Range numbers;

  TreeChildren(Index level, Range numbers) {
    this.level = level;
    this.numbers = numbers;
  }

  Index level() {
    return level;
  }

  Range numbers() {
    return numbers;
  }

  @Override
  public String toString() {
    return level + ", " + numbers;
  }
}
