package dev.lapwing.testing.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * A function of a local service, as its test sees it: what happened to it, and what can be done to
 * its environments. Clients call it through the service's endpoint.
 */
public final class LocalFunction {
  private final FunctionSettings settings;
  private final Site site;
  private final Slots account;
  private final Counters counters = new Counters();
  private final EnvironmentPool environments;
  private final EventQueue events;
  private volatile OptionalInt reserved;
  private volatile Slots slots;

  LocalFunction(FunctionSettings settings, Site site, Slots account) {
    this.settings = settings;
    this.site = site;
    this.account = account;
    this.environments = new EnvironmentPool(settings, site, counters);
    this.events = new EventQueue(this, settings.retries(), site, counters);
    reserve(settings.reserved());
  }

  /** What it was made of. */
  public FunctionSettings settings() {
    return settings;
  }

  /** What happened to it so far. */
  public FunctionMetrics metrics() {
    return counters.snapshot();
  }

  /** The process ids of its environments, working or not. */
  public List<Long> processes() {
    return environments.alive().stream().map(Environment::pid).toList();
  }

  /** How many of its environments have an invocation in their hands. */
  public int working() {
    return workers().size();
  }

  /**
   * Kills environments that work, in the middle of what they do.
   *
   * @param random chooses which
   * @return how many were killed: fewer if fewer work
   */
  public int kill(int count, Random random) {
    List<Environment> chosen = choose(count, random);
    chosen.forEach(Environment::kill);
    return chosen.size();
  }

  /** Kills a share of the environments that work, at least one if there is one. */
  public int killRandom(double fraction, Random random) {
    return kill((int) Math.ceil(fraction * working()), random);
  }

  /** Stops environments that work where they are, as if their machine had fallen asleep. */
  public Suspension suspend(int count, Random random) {
    List<Environment> chosen = choose(count, random);
    chosen.forEach(Environment::suspend);
    return new Suspension(chosen);
  }

  /**
   * Ends the environments that have nothing to do, as their JVMs end by themselves, and waits until
   * they are gone: the next invocation is a cold start.
   */
  public void coolDown() {
    environments.coolDown();
  }

  /** All that its environments have printed, the ones that are gone included. */
  public String log() {
    var text = new StringBuilder();
    for (int number = 1; number <= counters.coldStarts.get(); number++) {
      text.append(logOf(number));
    }
    return text.toString();
  }

  /** The current limit on environments that work at once, if it has one of its own. */
  OptionalInt reserved() {
    return reserved;
  }

  /** Sets its own limit, or leaves it to the account's. */
  void reserve(OptionalInt environments) {
    reserved = environments;
    slots = environments.isPresent() ? new Slots(environments.getAsInt(), Slots.RESERVED) : account;
  }

  /** Calls it now; completes when its environment is free again. */
  CompletableFuture<Outcome> invoke(Invocation invocation) throws IOException {
    Slots mine = slots;
    if (!mine.take()) {
      counters.throttles.incrementAndGet();
      return CompletableFuture.completedFuture(new Outcome.Throttled(mine.reason()));
    }
    counters.began();
    try {
      Environment environment = environments.take();
      return environment
          .give(invocation)
          .thenApply(
              outcome -> {
                environments.giveBack(environment);
                free(mine);
                return outcome;
              });
    } catch (IOException e) {
      free(mine);
      throw e;
    }
  }

  /** Calls it as soon as it can be, and again if that fails. */
  void accept(Invocation event) {
    events.accept(event);
  }

  void reap() {
    environments.reap(site.pace().idle());
  }

  void close() {
    environments.close();
  }

  private void free(Slots taken) {
    counters.ended();
    taken.giveBack();
  }

  private List<Environment> workers() {
    return environments.alive().stream().filter(Environment::isWorking).toList();
  }

  private List<Environment> choose(int count, Random random) {
    List<Environment> candidates = new ArrayList<>(workers());
    Collections.shuffle(candidates, random);
    return List.copyOf(candidates.subList(0, Math.min(count, candidates.size())));
  }

  private String logOf(int number) {
    try {
      return Files.readString(site.launcher().log(settings, number));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
