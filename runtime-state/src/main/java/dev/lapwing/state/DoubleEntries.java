package dev.lapwing.state;

import java.nio.DoubleBuffer;

/** TileEntries in a buffer of doubles. */
record DoubleEntries(DoubleBuffer content) implements TileEntries {

  @Override
  public int size() {
    return content.capacity();
  }

  @Override
  public double get(int position) {
    return content.get(position);
  }

  @Override
  public void put(int position, double value) {
    content.put(position, value);
  }

  @Override
  public void get(int position, double[] into, int first, int count) {
    content.get(position, into, first, count);
  }

  @Override
  public void put(int position, double[] from, int first, int count) {
    content.put(position, from, first, count);
  }

  @Override
  public void put(int position, TileEntries from, int first, int count) {
    if (from instanceof DoubleEntries doubles) {
      content.put(position, doubles.content, first, count);
      return;
    }
    for (int x = 0; x < count; x++) {
      content.put(position + x, from.get(first + x));
    }
  }
}
