package dev.lapwing.state.aws;

import dev.lapwing.state.PermanentStoreException;
import dev.lapwing.state.StoreException;
import java.util.Optional;

/** Something that is made when it is first asked for, and closed if it was. */
final class OnDemand<T extends AutoCloseable> {
  private final Maker<T> maker;
  private Optional<T> made = Optional.empty();
  private boolean closed;

  OnDemand(Maker<T> maker) {
    this.maker = maker;
  }

  synchronized T get() throws StoreException {
    if (closed) {
      throw new PermanentStoreException("The AWS clients of this storage are closed.");
    }
    if (made.isEmpty()) {
      made = Optional.of(maker.make());
    }
    return made.get();
  }

  synchronized void close() throws Exception {
    closed = true;
    if (made.isPresent()) {
      made.get().close();
    }
  }

  /** Makes it. */
  @FunctionalInterface
  interface Maker<T> {
    T make() throws StoreException;
  }
}
