package dev.lapwing.testing.lambda;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The environments of one function: those that work, and those that are kept warm for a while. */
final class EnvironmentPool {
  private final FunctionSettings function;
  private final Site site;
  private final Counters counters;
  private final Set<Environment> all = ConcurrentHashMap.newKeySet();
  private final Deque<Idle> warm = new ArrayDeque<>();
  private final AtomicInteger started = new AtomicInteger();
  private boolean closed;

  EnvironmentPool(FunctionSettings function, Site site, Counters counters) {
    this.function = function;
    this.site = site;
    this.counters = counters;
  }

  /** An environment that waits for work since a time. */
  private record Idle(Environment environment, long since) {}

  /** An environment without work: the one that worked last, or a new one. */
  Environment take() throws IOException {
    synchronized (this) {
      if (closed) {
        throw new IOException("The service is closed");
      }
      while (!warm.isEmpty()) {
        Environment last = warm.pop().environment();
        if (last.isAlive()) {
          return last;
        }
      }
    }
    return start();
  }

  /** Keeps an environment for later, if it is alive. */
  synchronized void giveBack(Environment environment) {
    if (environment.isAlive()) {
      warm.push(new Idle(environment, System.nanoTime()));
    }
  }

  /** Ends the environments that have had nothing to do for so long. */
  synchronized void reap(Duration patience) {
    long now = System.nanoTime();
    warm.removeIf(
        idle -> {
          boolean old = now - idle.since() > patience.toNanos();
          if (old) {
            idle.environment().kill();
          }
          return old;
        });
  }

  /** The environments whose processes live. */
  List<Environment> alive() {
    return all.stream().filter(Environment::isAlive).toList();
  }

  /** Lets the environments that have nothing to do end by themselves, and waits for that. */
  void coolDown() {
    List<Environment> ending;
    synchronized (this) {
      ending = warm.stream().map(Idle::environment).toList();
      warm.clear();
    }
    ending.forEach(Environment::terminate);
    await(ending);
  }

  /** Kills all environments, and waits until they are gone. */
  void close() {
    synchronized (this) {
      closed = true;
    }
    List<Environment> last = List.copyOf(all);
    last.forEach(Environment::kill);
    await(last);
  }

  private static void await(List<Environment> ending) {
    CompletableFuture.allOf(
            ending.stream().map(Environment::gone).toArray(CompletableFuture<?>[]::new))
        .join();
  }

  private Environment start() throws IOException {
    Environment environment =
        Environment.start(function, started.incrementAndGet(), site, counters);
    all.removeIf(other -> other.gone().isDone());
    all.add(environment);
    return environment;
  }
}
