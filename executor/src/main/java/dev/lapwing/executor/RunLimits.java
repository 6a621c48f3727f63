package dev.lapwing.executor;

import dev.lapwing.compiler.Plan;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * How patient and how far-sighted the executors of a run are. None of it changes a result.
 *
 * @param lease how long a task may be silent before another executor takes it
 * @param deliveries how often a task is given out before the run fails
 * @param attempts how often an operation on storage is tried under one lease
 * @param backoff the pause after a first failed attempt; it doubles with every other
 * @param chain how many tasks an executor runs one after the other under one message
 * @param batch how many children an executor tells in one call
 * @param lookAhead how many tiles of a range are held while the kernel runs, from storage: the one
 *     that it uses, and those that are read ahead
 * @param cacheBytes how many bytes of tiles from storage an executor keeps in memory; never more
 *     than half of its pool's budget
 * @param tasksPerThread how many tasks an executor that works from storage has under way for each
 *     kernel that may run: while one computes, others read and write
 * @param frees whether scratch tiles are deleted as soon as nobody needs them; otherwise they are
 *     when the run ends
 * @param trace how long what an executor notes down of its work may wait until it is written beside
 *     the run; zero if nothing is to be noted down
 */
public record RunLimits(
    Duration lease,
    int deliveries,
    int attempts,
    Duration backoff,
    int chain,
    int batch,
    int lookAhead,
    long cacheBytes,
    int tasksPerThread,
    boolean frees,
    Duration trace) {

  /** The usual tasks under way for each kernel that may run: one computes, one reads or writes. */
  public static final int TASKS_PER_THREAD = 2;

  /** The usual time that events wait until they are written: on AWS each time is a PUT. */
  public static final Duration TRACE = Duration.ofSeconds(30);

  private static final long MEBIBYTE = 1L << 20;

  /** A limit below its least sensible value is refused. */
  public RunLimits {
    requireAtLeastOne("lease, in milliseconds,", lease.toMillis());
    requireAtLeastOne("deliveries", deliveries);
    requireAtLeastOne("attempts", attempts);
    requireAtLeastOne("chain", chain);
    requireAtLeastOne("batch", batch);
    requireAtLeastOne("lookAhead", lookAhead);
    requireAtLeastOne("tasksPerThread", tasksPerThread);
    if (cacheBytes < 0 || backoff.isNegative() || trace.isNegative()) {
      throw new IllegalArgumentException(
          "cacheBytes, backoff and trace cannot be negative: %d, %s, %s"
              .formatted(cacheBytes, backoff, trace));
    }
  }

  /** Leases of ten seconds, a cache of 512 MiB. */
  public static RunLimits defaults() {
    return new RunLimits(
        Duration.ofSeconds(10),
        10,
        6,
        Duration.ofMillis(20),
        64,
        64,
        Plan.LOOK_AHEAD,
        512 * MEBIBYTE,
        TASKS_PER_THREAD,
        true,
        TRACE);
  }

  /** How many bytes the cache may take of a pool with a budget. */
  public long cacheBytesOf(long budgetBytes) {
    return Math.min(cacheBytes, budgetBytes / 2);
  }

  /** The same with another lease. */
  public RunLimits withLease(Duration newLease) {
    return new RunLimits(
        newLease,
        deliveries,
        attempts,
        backoff,
        chain,
        batch,
        lookAhead,
        cacheBytes,
        tasksPerThread,
        frees,
        trace);
  }

  /** The same with another bound on deliveries. */
  public RunLimits withDeliveries(int newDeliveries) {
    return new RunLimits(
        lease,
        newDeliveries,
        attempts,
        backoff,
        chain,
        batch,
        lookAhead,
        cacheBytes,
        tasksPerThread,
        frees,
        trace);
  }

  /** The same with a cache of another size. */
  public RunLimits withCacheBytes(long newCacheBytes) {
    return new RunLimits(
        lease,
        deliveries,
        attempts,
        backoff,
        chain,
        batch,
        lookAhead,
        newCacheBytes,
        tasksPerThread,
        frees,
        trace);
  }

  /** The same with chains of another length; one means that every ready task is sent. */
  public RunLimits withChain(int newChain) {
    return new RunLimits(
        lease,
        deliveries,
        attempts,
        backoff,
        newChain,
        batch,
        lookAhead,
        cacheBytes,
        tasksPerThread,
        frees,
        trace);
  }

  /** The same with other look-ahead in ranges; one means that a kernel waits for each tile. */
  public RunLimits withLookAhead(int newLookAhead) {
    return new RunLimits(
        lease,
        deliveries,
        attempts,
        backoff,
        chain,
        batch,
        newLookAhead,
        cacheBytes,
        tasksPerThread,
        frees,
        trace);
  }

  /** The same with another number of tasks for each kernel; one means that a kernel waits. */
  public RunLimits withTasksPerThread(int newTasksPerThread) {
    return new RunLimits(
        lease,
        deliveries,
        attempts,
        backoff,
        chain,
        batch,
        lookAhead,
        cacheBytes,
        newTasksPerThread,
        frees,
        trace);
  }

  /** The same, but scratch tiles stay until the run ends. */
  public RunLimits withoutFreeing() {
    return new RunLimits(
        lease,
        deliveries,
        attempts,
        backoff,
        chain,
        batch,
        lookAhead,
        cacheBytes,
        tasksPerThread,
        false,
        trace);
  }

  /** The same with events that wait so long to be written; zero lets nothing be noted down. */
  public RunLimits withTrace(Duration newTrace) {
    return new RunLimits(
        lease,
        deliveries,
        attempts,
        backoff,
        chain,
        batch,
        lookAhead,
        cacheBytes,
        tasksPerThread,
        frees,
        newTrace);
  }

  String encode() {
    Map<String, String> fields = new TreeMap<>();
    fields.put("lease", lease.toString());
    fields.put("deliveries", Integer.toString(deliveries));
    fields.put("attempts", Integer.toString(attempts));
    fields.put("backoff", backoff.toString());
    fields.put("chain", Integer.toString(chain));
    fields.put("batch", Integer.toString(batch));
    fields.put("lookAhead", Integer.toString(lookAhead));
    fields.put("cacheBytes", Long.toString(cacheBytes));
    fields.put("tasksPerThread", Integer.toString(tasksPerThread));
    fields.put("frees", Boolean.toString(frees));
    fields.put("trace", trace.toString());
    return Fields.encode(fields);
  }

  static RunLimits decode(String text) {
    Map<String, String> fields = Fields.decode(text);
    return new RunLimits(
        Duration.parse(fields.get("lease")),
        Integer.parseInt(fields.get("deliveries")),
        Integer.parseInt(fields.get("attempts")),
        Duration.parse(fields.get("backoff")),
        Integer.parseInt(fields.get("chain")),
        Integer.parseInt(fields.get("batch")),
        Integer.parseInt(fields.get("lookAhead")),
        Long.parseLong(fields.get("cacheBytes")),
        Integer.parseInt(fields.get("tasksPerThread")),
        Boolean.parseBoolean(fields.get("frees")),
        Duration.parse(fields.get("trace")));
  }

  private static void requireAtLeastOne(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, not " + value);
    }
  }
}
