package dev.lapwing.testing;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Predicate;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Which HTTP exchanges go wrong, and how: scripted or seeded. In one thread the same seed strikes
 * the same exchanges; with many threads the rate holds and the order does not. Safe for use by many
 * threads.
 */
public final class WireFaults {
  private static final int MOST_STRUCK = 4;

  private final Function<SdkHttpRequest, Optional<WireFault>> plan;
  private boolean stopped;
  private long injected;

  private WireFaults(Function<SdkHttpRequest, Optional<WireFault>> plan) {
    this.plan = plan;
  }

  /** All goes well. */
  public static WireFaults none() {
    return new WireFaults(request -> Optional.empty());
  }

  /** These faults, one after the other, strike the requests that a test has chosen. */
  public static WireFaults inOrder(Predicate<SdkHttpRequest> chosen, WireFault... faults) {
    Queue<WireFault> waiting = new ArrayDeque<>(List.of(faults));
    return new WireFaults(
        request -> chosen.test(request) ? Optional.ofNullable(waiting.poll()) : Optional.empty());
  }

  /** A fault strikes each of the requests that a test has chosen. */
  public static WireFaults always(Predicate<SdkHttpRequest> chosen, WireFault fault) {
    return new WireFaults(request -> Optional.of(fault).filter(any -> chosen.test(request)));
  }

  /** A fault strikes the first attempt of each call to a service; its repetitions succeed. */
  public static WireFaults onFirstAttempts(WireFault fault) {
    return always(WireRequests.firstAttempt(), fault);
  }

  /** Each of the faults strikes each operation once: the first attempts of its first calls. */
  public static WireFaults onEachOperation(WireFault... faults) {
    Map<String, Queue<WireFault>> waiting = new HashMap<>();
    Predicate<SdkHttpRequest> first = WireRequests.firstAttempt();
    return new WireFaults(
        request ->
            first.test(request)
                ? Optional.ofNullable(
                    waiting
                        .computeIfAbsent(
                            WireRequests.operationOf(request),
                            any -> new ArrayDeque<>(List.of(faults)))
                        .poll())
                : Optional.empty());
  }

  /**
   * Every request is struck with a probability, by any of these faults; but the fifth attempt of a
   * call is not, as of very many calls one would be unlucky for longer than any patience.
   */
  public static WireFaults seeded(long seed, double probability, WireFault... faults) {
    var random = new SplittableRandom(seed);
    Predicate<SdkHttpRequest> chosen = WireRequests.firstAttempts(MOST_STRUCK);
    return new WireFaults(
        request ->
            random.nextDouble() < probability && chosen.test(request)
                ? Optional.of(faults[random.nextInt(faults.length)])
                : Optional.empty());
  }

  /** These, and where they strike nothing, others. */
  public WireFaults or(WireFaults others) {
    return new WireFaults(request -> plan.apply(request).or(() -> others.plan.apply(request)));
  }

  /** The same, but some faults never strike the requests that a test has chosen. */
  public WireFaults sparing(Predicate<SdkHttpRequest> chosen, WireFault... faults) {
    Set<WireFault> spared = Set.of(faults);
    return new WireFaults(
        request ->
            plan.apply(request).filter(fault -> !spared.contains(fault) || !chosen.test(request)));
  }

  /** No fault from now on. */
  public synchronized void stop() {
    stopped = true;
  }

  /** How many exchanges were struck. */
  public synchronized long injected() {
    return injected;
  }

  /** What happens to a request. */
  synchronized Optional<WireFault> next(SdkHttpRequest request) {
    Optional<WireFault> fault = stopped ? Optional.empty() : plan.apply(request);
    injected += fault.isPresent() ? 1 : 0;
    return fault;
  }
}
