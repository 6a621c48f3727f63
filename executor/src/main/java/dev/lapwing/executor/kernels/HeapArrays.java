package dev.lapwing.executor.kernels;

import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * Heap arrays that wait for their next use. Tiles of a run have few sizes, and clearing a fresh
 * array of a megabyte costs more than filling it. The garbage collector may have the idle ones.
 */
final class HeapArrays {
  private static final int MOST_IDLE = 64;

  private final ArrayDeque<SoftReference<double[]>> idle = new ArrayDeque<>();

  /** An array of at least a length, with unspecified content. */
  double[] take(int length) {
    return findIdle(length).orElseGet(() -> new double[length]);
  }

  /** Gives back what {@link #take} gave. */
  synchronized void giveBack(double[] array) {
    if (idle.size() == MOST_IDLE) {
      idle.removeLast();
    }
    idle.addFirst(new SoftReference<>(array));
  }

  private synchronized Optional<double[]> findIdle(int length) {
    for (var reference : idle) {
      double[] array = reference.get();
      if (array != null && array.length >= length && array.length / 2 <= length) {
        idle.remove(reference);
        return Optional.of(array);
      }
    }
    idle.removeIf(reference -> reference.get() == null);
    return Optional.empty();
  }
}
