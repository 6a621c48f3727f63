package dev.lapwing.executor;

import dev.lapwing.state.StoreException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An autoscaler at work, on a thread of its own: to start an executor may take its time. */
final class ScalingLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ScalingLoop.class);
  private static final long PATIENCE_SECONDS = 10;

  private final String run;
  private final Autoscaler autoscaler;
  private final Consumer<ScalingSample> samples;
  private final ScheduledExecutorService thread;
  private final AtomicBoolean leaving = new AtomicBoolean();

  private ScalingLoop(String run, Autoscaler autoscaler, Consumer<ScalingSample> samples) {
    this.run = run;
    this.autoscaler = autoscaler;
    this.samples = samples;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              var daemon = new Thread(task, "lapwing-scaling-" + run);
              daemon.setDaemon(true);
              return daemon;
            });
  }

  /**
   * Lets an autoscaler look at once and again and again.
   *
   * @param samples is told what it saw and did, while it leads
   */
  static ScalingLoop start(
      RunSpec spec, Scaling scaling, Autoscaler autoscaler, Consumer<ScalingSample> samples) {
    var loop = new ScalingLoop(spec.id(), autoscaler, samples);
    long pause = scaling.interval().toNanos();
    var look = new Recurring("scaling run " + spec.id(), loop::look);
    // The first look is not dropped when the loop is closed: who leaves at once has led.
    loop.thread.execute(look);
    var unused = loop.thread.scheduleWithFixedDelay(look, pause, pause, TimeUnit.NANOSECONDS);
    return loop;
  }

  /**
   * Stops it. If the run goes on, those who will be missing are started first. A second call waits
   * for the first: whoever awaits a run may close its submitter while the run's end is being told.
   */
  @Override
  public void close() {
    if (leaving.compareAndSet(false, true)) {
      thread.execute(
          new Recurring("leaving run " + run + " to other autoscalers", autoscaler::leave));
      thread.shutdown();
    }
    try {
      if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("The autoscaler of run {} does not stop; its claim runs out by itself", run);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() throws StoreException {
    autoscaler.look().ifPresent(samples);
  }
}
