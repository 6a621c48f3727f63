package dev.lapwing.executor;

import dev.lapwing.executor.RunEvent.Counted;
import dev.lapwing.executor.RunEvent.RunEnded;
import dev.lapwing.executor.RunEvent.RunStarted;
import dev.lapwing.executor.RunEvent.TaskReady;
import dev.lapwing.executor.RunEvent.TaskStarted;
import dev.lapwing.executor.RunEvent.TraceLost;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TraceStore;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An observer that keeps the trace of one process beside the run, in chunks: so many events, or
 * those of so much time. A process that is killed loses its last chunk. A chunk that cannot be
 * written is lost, which the next one tells; the run goes on.
 */
final class TraceRecorder implements RunObserver {
  private static final Logger LOG = LoggerFactory.getLogger(TraceRecorder.class);
  private static final int MOST_EVENTS = 10_000;

  private final TraceStore store;
  private final String name;
  private final long longestNanos;
  private TraceChunk chunk = new TraceChunk();
  private Optional<Counted> counted = Optional.empty();
  private boolean worthKeeping;
  private long begun;
  private int chunks;
  private long lost;

  /**
   * A recorder that has noted nothing.
   *
   * @param name of this process, which no other has
   * @param longest how long an event may wait to be written
   */
  TraceRecorder(TraceStore store, String name, Duration longest) {
    this.store = store;
    this.name = name;
    this.longestNanos = longest.toNanos();
  }

  /** A task that has finished tells when it was started, and the task graph when it was ready. */
  @Override
  public void onEvent(RunEvent event) {
    if (event instanceof TaskReady || event instanceof TaskStarted) {
      return;
    }
    if (event instanceof Counted sums) {
      counted = Optional.of(sums);
    } else {
      note(event);
    }
    if (isDue(event)) {
      write(event.at());
    }
  }

  private void note(RunEvent event) {
    if (chunk.events() == 0) {
      begun = event.at();
    }
    chunk.add(event);
    worthKeeping |= !(event instanceof RunStarted || event instanceof RunEnded);
  }

  /** Of a process that only looked there is nothing to keep. */
  private boolean isDue(RunEvent event) {
    boolean full = chunk.events() >= MOST_EVENTS || event.at() - begun >= longestNanos;
    return worthKeeping && chunk.events() > 0 && (full || event instanceof RunEnded);
  }

  private void write(long at) {
    counted.ifPresent(chunk::add);
    counted = Optional.empty();
    TraceChunk written = chunk;
    chunk = new TraceChunk();
    begun = at;
    chunks++;
    String file = "%s-%04d%s".formatted(name, chunks, TraceChunk.ENDING);
    try {
      store.write(file, written.content());
    } catch (StoreException e) {
      lose(at, file, written.events(), e);
    }
  }

  private void lose(long at, String file, int events, StoreException why) {
    if (lost == 0) {
      LOG.warn(
          "{} of the run's trace at {} could not be written, and is lost: {}",
          file,
          store.location(),
          why.getMessage());
    }
    lost += events;
    chunk.add(new TraceLost(at, events, why.getMessage()));
  }
}
