package dev.lapwing.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Decisions that are taken from a list of numbers, one after the other: zero is the simplest in
 * each place, and zero is what follows the end of the list. So whoever shrinks the list shrinks
 * what was made from it.
 */
final class Decisions {
  private final List<Integer> numbers;
  private int next;

  Decisions(List<Integer> numbers) {
    this.numbers = numbers;
  }

  /** A number from zero to {@code bound - 1}. */
  int below(int bound) {
    return next < numbers.size() ? numbers.get(next++) % bound : 0;
  }

  /** Something that happens once in so many times, and never when decisions are simple. */
  boolean oneIn(int times) {
    return below(times) == times - 1;
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  final <T> T choose(Supplier<? extends T>... choices) {
    return choices[below(choices.length)].get();
  }

  <T> T oneOf(List<? extends T> all) {
    return all.get(below(all.size()));
  }

  /** The elements in another order. */
  <T> List<T> permuted(List<? extends T> all) {
    List<T> left = new ArrayList<>(all);
    List<T> permuted = new ArrayList<>();
    while (!left.isEmpty()) {
      permuted.add(left.remove(below(left.size())));
    }
    return permuted;
  }
}
