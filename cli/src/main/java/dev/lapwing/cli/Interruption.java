package dev.lapwing.cli;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Ctrl-C. The JVM begins to shut down when it is pressed, and exits with 130; a hook stops the work
 * and holds the exit back until the command has tidied up and said so.
 */
final class Interruption {
  private static final long PATIENCE_SECONDS = 10;

  private final AtomicReference<Optional<Runnable>> stop = new AtomicReference<>(Optional.empty());
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean requested;

  /** Makes Ctrl-C stop the work of this process. */
  static Interruption ofProcess() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(new Thread(interruption::request, "lapwing-interrupt"));
    return interruption;
  }

  /** How work can be stopped from now on, until the result is closed. */
  Watch stopBy(Runnable stopping) {
    stop.set(Optional.of(stopping));
    if (requested) {
      stopping.run();
    }
    return () -> stop.set(Optional.empty());
  }

  /** Whether somebody wants the work to stop. */
  boolean requested() {
    return requested;
  }

  /** The command has ended, by itself or not. */
  void end() {
    ended.countDown();
  }

  /** Stops the work and waits for the end; does nothing after it. */
  void request() {
    if (ended.getCount() == 0) {
      return;
    }
    requested = true;
    stop.get().ifPresent(Runnable::run);
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println(
            "lapwing: the work did not stop within " + PATIENCE_SECONDS + " s and is abandoned");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A stretch of work that can be stopped. */
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }
}
