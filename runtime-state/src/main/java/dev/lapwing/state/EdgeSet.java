package dev.lapwing.state;

import java.util.Arrays;
import java.util.OptionalLong;

/** The edges that an item has received, one bit an edge, and whether the item is done. */
final class EdgeSet {
  private static final long[] NONE = {};

  private long first64;
  private long[] others = NONE;
  private boolean done;
  private OptionalLong next = OptionalLong.empty();

  synchronized RunTable.TaskItem add(int... edges) {
    for (int edge : edges) {
      add(edge);
    }
    return item();
  }

  synchronized boolean has(int edge) {
    if (edge < Long.SIZE) {
      return (first64 >>> edge & 1) != 0;
    }
    int word = edge / Long.SIZE - 1;
    return word < others.length && (others[word] >>> edge & 1) != 0;
  }

  /** Whether this call marked it. */
  synchronized boolean markDone(OptionalLong child) {
    boolean first = !done;
    if (first) {
      done = true;
      next = child;
    }
    return first;
  }

  synchronized RunTable.TaskItem item() {
    int count = Long.bitCount(first64);
    for (long word : others) {
      count += Long.bitCount(word);
    }
    return new RunTable.TaskItem(count, done, next);
  }

  private void add(int edge) {
    if (edge < 0) {
      throw new IllegalArgumentException("Edges are numbered from 0, not " + edge + ".");
    }
    if (edge < Long.SIZE) {
      first64 |= 1L << edge;
      return;
    }
    int word = edge / Long.SIZE - 1;
    if (word >= others.length) {
      others = Arrays.copyOf(others, Math.max(word + 1, 2 * others.length));
    }
    others[word] |= 1L << edge;
  }
}
