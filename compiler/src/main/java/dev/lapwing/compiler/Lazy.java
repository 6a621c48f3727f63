package dev.lapwing.compiler;

import java.util.Optional;
import java.util.function.Supplier;

/** A value that is computed when it is first asked for, once, whatever the number of threads. */
final class Lazy<T> {
  private final Supplier<T> supplier;
  private volatile Optional<T> value = Optional.empty();

  Lazy(Supplier<T> supplier) {
    this.supplier = supplier;
  }

  T get() {
    Optional<T> known = value;
    return known.isPresent() ? known.get() : compute();
  }

  private synchronized T compute() {
    if (value.isEmpty()) {
      value = Optional.of(supplier.get());
    }
    return value.get();
  }
}
