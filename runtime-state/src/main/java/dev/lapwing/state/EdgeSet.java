package dev.lapwing.state;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.OptionalLong;

/** The edges that an item has received, one bit an edge, and whether the item is done. */
final class EdgeSet {
  private static final long[] NONE = {};

  private long first64;
  private long[] others = NONE;
  private boolean done;
  private OptionalLong next = OptionalLong.empty();

  /** The set as {@link #toBytes} gave it. */
  static EdgeSet of(byte[] bits, boolean done, OptionalLong next) {
    LongBuffer words = ByteBuffer.wrap(bits).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
    var set = new EdgeSet();
    set.first64 = words.hasRemaining() ? words.get() : 0;
    set.others = new long[words.remaining()];
    words.get(set.others);
    set.done = done;
    set.next = next;
    return set;
  }

  /** Adds an edge; the item after that. */
  synchronized RunTable.TaskItem add(int edge) {
    if (edge < Long.SIZE) {
      first64 |= 1L << edge;
    } else {
      addToOthers(edge);
    }
    return item();
  }

  /** Whether an edge was added. */
  synchronized boolean has(int edge) {
    if (edge < Long.SIZE) {
      return (first64 >>> edge & 1) != 0;
    }
    int word = edge / Long.SIZE - 1;
    return word < others.length && (others[word] >>> edge & 1) != 0;
  }

  /** Marks the item as done; whether this call marked it. */
  synchronized boolean markDone(OptionalLong child) {
    boolean first = !done;
    if (first) {
      done = true;
      next = child;
    }
    return first;
  }

  /** How many edges there are, and whether the item is done. */
  synchronized RunTable.TaskItem item() {
    int count = Long.bitCount(first64);
    for (long word : others) {
      count += Long.bitCount(word);
    }
    return new RunTable.TaskItem(count, done, next);
  }

  /** The edges in whole words of 64 bits, little-endian. */
  synchronized byte[] toBytes() {
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * (1 + others.length));
    bytes.order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().put(first64).put(others);
    return bytes.array();
  }

  private void addToOthers(int edge) {
    int word = edge / Long.SIZE - 1;
    if (word >= others.length) {
      others = Arrays.copyOf(others, Math.max(word + 1, 2 * others.length));
    }
    others[word] |= 1L << edge;
  }
}
