package dev.lapwing.testing.lambda;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An execution environment: a process that asks for one invocation after the other. Between two of
 * them it is frozen: stopped by a signal, so that nothing in it moves, not even its own threads. It
 * is killed when an invocation is not over in time, and when it has more memory than its function.
 */
final class Environment {
  private static final Logger LOG = LoggerFactory.getLogger(Environment.class);
  private static final Duration MEMORY_CHECK = Duration.ofMillis(100);

  private final FunctionSettings function;
  private final int number;
  private final Site site;
  private final Counters counters;
  private final long startedAt = System.nanoTime();
  private final CompletableFuture<Environment> gone = new CompletableFuture<>();
  private RuntimeApi api;
  private Process process;
  private ScheduledFuture<?> memoryCheck;
  private ScheduledFuture<?> deadline;
  private Optional<Assignment> assignment = Optional.empty();
  private boolean initialized;
  private boolean dead;
  private volatile boolean initTimedOut;

  private Environment(FunctionSettings function, int number, Site site, Counters counters) {
    this.function = function;
    this.number = number;
    this.site = site;
    this.counters = counters;
  }

  /** What a runtime is given when it asks for the next invocation. */
  record Delivery(Invocation invocation, long deadlineMillis, String arn) {}

  /** Starts a process, which will ask for its first invocation in a while. */
  static Environment start(FunctionSettings function, int number, Site site, Counters counters)
      throws IOException {
    var environment = new Environment(function, number, site, counters);
    environment.launch();
    return environment;
  }

  private synchronized void launch() throws IOException {
    api = RuntimeApi.start(this, site.threads());
    process = site.launcher().launch(function, number, api.address());
    site.keeper().keep(process);
    counters.coldStarts.incrementAndGet();
    deadline = after(site.pace().init(), this::initTimedOut);
    memoryCheck =
        site.timer()
            .scheduleWithFixedDelay(
                this::checkMemory,
                MEMORY_CHECK.toMillis(),
                MEMORY_CHECK.toMillis(),
                TimeUnit.MILLISECONDS);
    site.threads().execute(this::awaitExit);
  }

  /**
   * Gives it an invocation; it must have none.
   *
   * @return completes when it is ready for another, or dead
   */
  CompletableFuture<Outcome> give(Invocation invocation) {
    var given = new Assignment(invocation);
    counters.invocations.incrementAndGet();
    boolean tooLate;
    synchronized (this) {
      tooLate = dead;
      if (!dead) {
        assignment = Optional.of(given);
        notifyAll();
      }
    }
    if (tooLate) {
      given.end(death(invocation.requestId()), counters);
    }
    return given.result();
  }

  /**
   * The runtime is done with what it had, and asks for more: waits for that.
   *
   * @return the next invocation, or nothing if the environment is dead
   */
  Optional<Delivery> next() throws InterruptedException {
    endDelivered();
    synchronized (this) {
      while (assignment.isEmpty() && !dead) {
        wait();
      }
      return dead ? Optional.empty() : assignment.map(this::deliver);
    }
  }

  /** The runtime tells what became of an invocation; false if it does not have that one. */
  synchronized boolean report(String requestId, Outcome outcome) {
    Optional<Assignment> addressed =
        assignment.filter(
            given -> given.isDelivered() && given.invocation().requestId().equals(requestId));
    addressed.ifPresent(given -> given.report(outcome));
    return addressed.isPresent();
  }

  /** The runtime could not load the function. */
  synchronized void initFailed(byte[] error) {
    assignment.ifPresent(given -> given.report(new Outcome.Failed(error)));
  }

  /** Ends the process, whatever it is doing. */
  void kill() {
    Signals.KILL.send(process);
  }

  /** Asks the process to end by itself, frozen or not. */
  void terminate() {
    Signals.TERMINATE.send(process);
    Signals.CONTINUE.send(process);
  }

  /** Stops the process in the middle of its work. */
  synchronized void suspend() {
    Signals.STOP.send(process);
  }

  /** Lets a process that was suspended go on, unless it is frozen. */
  synchronized void resume() {
    if (assignment.isPresent()) {
      Signals.CONTINUE.send(process);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Whether its runtime has an invocation in its hands. */
  synchronized boolean isWorking() {
    return assignment.filter(Assignment::isDelivered).isPresent() && process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  int number() {
    return number;
  }

  /** Completes when the process has ended and nothing of it is left. */
  CompletableFuture<Environment> gone() {
    return gone;
  }

  private void endDelivered() {
    Optional<Assignment> over;
    synchronized (this) {
      deadline.cancel(false);
      billInit();
      over = assignment.filter(Assignment::isDelivered);
      if (over.isPresent()) {
        assignment = Optional.empty();
      }
      if (assignment.isEmpty()) {
        Signals.STOP.send(process);
      }
    }
    over.ifPresent(given -> given.end(Outcome.exited(given.invocation().requestId(), 0), counters));
  }

  private void billInit() {
    if (!initialized) {
      initialized = true;
      counters.billInit(Duration.ofNanos(System.nanoTime() - startedAt));
    }
  }

  private Delivery deliver(Assignment given) {
    Signals.CONTINUE.send(process);
    given.deliver();
    deadline = after(function.timeout(), () -> timedOut(given));
    return new Delivery(
        given.invocation(),
        System.currentTimeMillis() + function.timeout().toMillis(),
        function.arn());
  }

  private synchronized void timedOut(Assignment late) {
    if (assignment.equals(Optional.of(late))) {
      late.report(Outcome.timedOut(late.invocation().requestId(), function.timeout()));
      kill();
    }
  }

  private synchronized void initTimedOut() {
    if (!initialized) {
      initTimedOut = true;
      kill();
    }
  }

  /** What an invocation is told that the process did not live to take. */
  private Outcome death(String requestId) {
    return initTimedOut
        ? Outcome.initTimedOut(requestId, site.pace().init())
        : Outcome.exited(requestId, process.exitValue());
  }

  private void checkMemory() {
    long used = ResidentMemory.of(process);
    if (used > (long) function.memoryMegabytes() << 20) {
      LOG.info("{} uses {} bytes of memory, more than it may: killed", this, used);
      kill();
    }
  }

  private void awaitExit() {
    process.onExit().join();
    exited();
  }

  private void exited() {
    Optional<Assignment> over;
    synchronized (this) {
      dead = true;
      over = assignment;
      assignment = Optional.empty();
      deadline.cancel(false);
      memoryCheck.cancel(false);
      notifyAll();
    }
    LOG.debug("{} has ended: {}", this, process.exitValue());
    site.keeper().drop(process);
    api.close();
    gone.complete(this);
    over.ifPresent(given -> given.end(death(given.invocation().requestId()), counters));
  }

  private ScheduledFuture<?> after(Duration delay, Runnable action) {
    return site.timer().schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public String toString() {
    return "Environment " + number + " of " + function.name();
  }
}
