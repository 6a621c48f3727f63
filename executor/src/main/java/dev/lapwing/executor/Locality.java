package dev.lapwing.executor;

import dev.lapwing.compiler.TaskGraph;
import java.util.Collection;
import java.util.OptionalLong;

/**
 * Chooses which ready child an executor keeps: the one with the most bytes of inputs in its cache,
 * and among equals the most urgent. Where all tiles are in memory nothing is gained, and the queue,
 * which knows the most urgent of all tasks, decides.
 */
final class Locality {
  private final TaskGraph graph;
  private final RunTiles tiles;
  private final boolean inMemory;

  Locality(TaskGraph graph, RunTiles tiles) {
    this.graph = graph;
    this.tiles = tiles;
    this.inMemory = tiles.allInMemory();
  }

  OptionalLong choose(Collection<Long> ready) {
    if (inMemory) {
      return OptionalLong.empty();
    }
    return ready.stream()
        .mapToLong(Long::longValue)
        .reduce((best, candidate) -> isBetter(candidate, best) ? candidate : best);
  }

  private boolean isBetter(long candidate, long best) {
    int order = Long.compare(cachedBytes(candidate), cachedBytes(best));
    return order != 0 ? order > 0 : graph.urgency(candidate) > graph.urgency(best);
  }

  private long cachedBytes(long task) {
    long bytes = 0;
    for (long[] operand : graph.call(task).inputs()) {
      for (long tile : operand) {
        Place place = tiles.place(tile);
        bytes +=
            place.store() instanceof CachedTileStore store ? store.cachedBytes(place.index()) : 0;
      }
    }
    return bytes;
  }
}
