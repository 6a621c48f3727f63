package dev.lapwing.cli.plan;

import java.util.Arrays;

/**
 * A map from names of tasks or tiles to two numbers, for millions of them: open addressing with
 * linear probing in flat arrays. Names are not negative.
 */
final class LongTable {
  private static final long FREE = -1;

  private long[] keys = new long[1024];
  private double[] amounts = new double[1024];
  private int[] counts = new int[1024];
  private int size;

  LongTable() {
    Arrays.fill(keys, FREE);
  }

  /** Sets both numbers of a name. */
  void put(long key, double amount, int count) {
    if (2 * (size + 1) > keys.length) {
      grow();
    }
    int slot = slot(key);
    if (keys[slot] == FREE) {
      size++;
    }
    keys[slot] = key;
    amounts[slot] = amount;
    counts[slot] = count;
  }

  /** The first number of a name, or 0. */
  double amount(long key) {
    int slot = slot(key);
    return keys[slot] == key ? amounts[slot] : 0;
  }

  /** The second number of a name, or 0. */
  int count(long key) {
    int slot = slot(key);
    return keys[slot] == key ? counts[slot] : 0;
  }

  private int slot(long key) {
    int mask = keys.length - 1;
    int slot = Long.hashCode(key * 0x9E3779B97F4A7C15L) & mask;
    while (keys[slot] != FREE && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    double[] oldAmounts = amounts;
    int[] oldCounts = counts;
    keys = new long[2 * oldKeys.length];
    amounts = new double[keys.length];
    counts = new int[keys.length];
    Arrays.fill(keys, FREE);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != FREE) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        amounts[slot] = oldAmounts[i];
        counts[slot] = oldCounts[i];
      }
    }
  }
}
