package dev.lapwing.state;

import java.nio.FloatBuffer;

/**
 * TileEntries in a buffer of floats. Copies go by way of a small array, which the JVM vectorizes.
 */
record FloatEntries(FloatBuffer content) implements TileEntries {
  private static final int STRIP = 512;

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
    content.put(position, (float) value);
  }

  @Override
  public void get(int position, double[] into, int first, int count) {
    float[] strip = new float[Math.min(STRIP, count)];
    for (int done = 0; done < count; done += strip.length) {
      int length = Math.min(strip.length, count - done);
      content.get(position + done, strip, 0, length);
      for (int x = 0; x < length; x++) {
        into[first + done + x] = strip[x];
      }
    }
  }

  @Override
  public void put(int position, double[] from, int first, int count) {
    float[] strip = new float[Math.min(STRIP, count)];
    for (int done = 0; done < count; done += strip.length) {
      int length = Math.min(strip.length, count - done);
      for (int x = 0; x < length; x++) {
        strip[x] = (float) from[first + done + x];
      }
      content.put(position + done, strip, 0, length);
    }
  }

  @Override
  public void put(int position, TileEntries from, int first, int count) {
    if (from instanceof FloatEntries floats) {
      content.put(position, floats.content, first, count);
      return;
    }
    for (int x = 0; x < count; x++) {
      content.put(position + x, (float) from.get(first + x));
    }
  }
}
