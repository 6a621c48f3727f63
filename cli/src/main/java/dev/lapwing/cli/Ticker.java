package dev.lapwing.cli;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Shows an activity ten times a second, until it is closed. */
final class Ticker implements AutoCloseable {
  private static final long PERIOD_MILLIS = 100;

  private final ProgressView view;
  private final ScheduledExecutorService thread;

  private Ticker(ProgressView view, ScheduledExecutorService thread) {
    this.view = view;
    this.thread = thread;
  }

  /**
   * Starts to show an activity; one that is over in no time is never shown.
   *
   * @param isWanted whether it is to be shown just now
   */
  static Ticker start(ProgressView view, BooleanSupplier isWanted, Supplier<Activity> activity) {
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread daemon = new Thread(task, "lapwing-progress");
              daemon.setDaemon(true);
              return daemon;
            });
    var unused =
        thread.scheduleAtFixedRate(
            () -> {
              if (isWanted.getAsBoolean()) {
                view.show(activity.get());
              }
            },
            PERIOD_MILLIS,
            PERIOD_MILLIS,
            TimeUnit.MILLISECONDS);
    return new Ticker(view, thread);
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (thread.awaitTermination(1, TimeUnit.SECONDS)) {
        view.clear();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
