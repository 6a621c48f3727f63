package dev.lapwing.compiler;

import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * A set of names of tiles: a bit for each possible name, or a hash table where that is too much.
 */
final class TileSet {
  private static final long MOST_BITS = 1L << 28;
  private static final long FREE = -1;

  private final boolean dense;
  private long[] words;
  private int size;

  TileSet(long names) {
    dense = names <= MOST_BITS;
    words = new long[dense ? (int) (names / Long.SIZE) + 1 : 1 << 10];
    if (!dense) {
      Arrays.fill(words, FREE);
    }
  }

  /** Adds a name; {@code false} if it was there. */
  boolean add(long name) {
    return dense ? addBit(name) : addEntry(name);
  }

  boolean contains(long name) {
    return dense
        ? (words[(int) (name / Long.SIZE)] & (1L << name)) != 0
        : words[slot(words, name)] == name;
  }

  private boolean addBit(long name) {
    int word = (int) (name / Long.SIZE);
    boolean added = (words[word] & (1L << name)) == 0;
    words[word] |= 1L << name;
    return added;
  }

  private boolean addEntry(long name) {
    int slot = slot(words, name);
    if (words[slot] == name) {
      return false;
    }
    words[slot] = name;
    if (++size > words.length / 2) {
      grow();
    }
    return true;
  }

  private void grow() {
    long[] larger = new long[2 * words.length];
    Arrays.fill(larger, FREE);
    for (long name : words) {
      if (name != FREE) {
        larger[slot(larger, name)] = name;
      }
    }
    words = larger;
  }

  /** Where a name is, or would go, in an open table: Fibonacci hashing with linear probing. */
  private static int slot(long[] table, long name) {
    int slot = home(name, table.length);
    while (table[slot] != FREE && table[slot] != name) {
      slot = (slot + 1) & (table.length - 1);
    }
    return slot;
  }

  /** Where the search for a name begins in a table whose length is a power of two. */
  static int home(long name, int length) {
    return (int) ((name * 0x9E3779B97F4A7C15L) >>> 33) & (length - 1);
  }

  void forEach(LongConsumer visitor) {
    if (!dense) {
      Arrays.stream(words).filter(name -> name != FREE).forEach(visitor);
      return;
    }
    for (int word = 0; word < words.length; word++) {
      for (long bits = words[word]; bits != 0; bits &= bits - 1) {
        visitor.accept((long) word * Long.SIZE + Long.numberOfTrailingZeros(bits));
      }
    }
  }
}
