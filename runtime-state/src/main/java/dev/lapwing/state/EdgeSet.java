package dev.lapwing.state;

import java.util.Arrays;

/** The edges that an item has received, one bit an edge, and whether the item is done. */
final class EdgeSet {
  private static final long[] NONE = {};

  private long first64;
  private long[] others = NONE;
  private boolean done;

  synchronized RunTable.TaskItem add(int... edges) {
    for (int edge : edges) {
      add(edge);
    }
    return item();
  }

  /** Whether this call marked it. */
  synchronized boolean markDone() {
    boolean first = !done;
    done = true;
    return first;
  }

  synchronized RunTable.TaskItem item() {
    int count = Long.bitCount(first64);
    for (long word : others) {
      count += Long.bitCount(word);
    }
    return new RunTable.TaskItem(count, done);
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
