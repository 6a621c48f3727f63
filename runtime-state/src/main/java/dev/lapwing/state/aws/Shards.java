package dev.lapwing.state.aws;

import java.util.stream.Stream;

/**
 * The partitions that the items of a run are spread over, so that no partition takes the writes of
 * all executors.
 */
final class Shards {
  private static final int COUNT = 64;

  private Shards() {}

  /** The partition of an item: a run's items of neighbouring numbers are in different ones. */
  static String partition(String run, int hash) {
    return run + "#" + Math.floorMod(hash, COUNT);
  }

  /** All partitions of a run. */
  static Stream<String> of(String run) {
    return Stream.iterate(0, shard -> shard < COUNT, shard -> shard + 1)
        .map(shard -> partition(run, shard));
  }
}
