package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunThreadsTest {
  private final RunThreads threads = RunThreads.start();

  @AfterEach
  void close() {
    threads.close();
  }

  @Test
  void workersThatWorkAtOnceHaveThreadsOfTheirOwn() throws Exception {
    var all = new CyclicBarrier(5);
    List<Future<Integer>> arrivals = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      arrivals.add(threads.workers().submit(() -> all.await()));
    }
    for (Future<Integer> arrival : arrivals) {
      assertThat(arrival.get(30, TimeUnit.SECONDS)).isBetween(0, 4);
    }
  }

  @Test
  void aThreadThatHasNothingToDoServesTheNextRun() throws Exception {
    Thread first = threadOfOneTask();
    Until.holds(first::getState, Thread.State.TIMED_WAITING::equals);
    assertThat(threadOfOneTask()).isSameAs(first);
  }

  @Test
  void noThreadOutlivesItsExecutor() throws Exception {
    Thread thread = threadOfOneTask();
    threads.close();
    thread.join(TimeUnit.SECONDS.toMillis(30));
    assertThat(thread.isAlive()).isFalse();
  }

  private Thread threadOfOneTask() throws Exception {
    var thread = new CompletableFuture<Thread>();
    threads.workers().execute(() -> thread.complete(Thread.currentThread()));
    return thread.get(30, TimeUnit.SECONDS);
  }
}
