package dev.lapwing.executor;

import dev.lapwing.executor.cost.CountedRequests;
import dev.lapwing.executor.cost.Usage;
import dev.lapwing.state.aws.AwsOperation;
import dev.lapwing.state.aws.RequestCount;
import dev.lapwing.state.aws.RequestCounters;
import java.time.Duration;
import java.util.Map;

/** What one executor uses of what AWS charges for, from when this was made. */
final class UsageMeter {
  private final RequestCounters counters;
  private final Map<AwsOperation, RequestCount> before;
  private final int memoryMegabytes;

  /**
   * A meter at zero.
   *
   * @param counters of the executor's requests
   * @param memoryMegabytes what is paid for by the second; 0 for a machine of one's own
   */
  UsageMeter(RequestCounters counters, int memoryMegabytes) {
    this.counters = counters;
    this.before = counters.counts();
    this.memoryMegabytes = memoryMegabytes;
  }

  /**
   * What was used.
   *
   * @param age for how long
   */
  Usage used(Duration age) {
    Usage requests = CountedRequests.usage(counters.countsSince(before));
    return memoryMegabytes == 0
        ? requests
        : requests.plus(Usage.ofFunction(1, memoryMegabytes, age));
  }
}
