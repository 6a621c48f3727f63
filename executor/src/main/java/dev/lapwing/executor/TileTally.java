package dev.lapwing.executor;

import dev.lapwing.compiler.TaskCall;
import dev.lapwing.compiler.TaskGraph;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows the scratch tiles that nobody will read any more. A tile with one reader goes with it; for
 * others this process counts the readers that it marked as done itself. Where several processes
 * share a run, or after a crash, a count may never fill: such tiles go when the run ends.
 */
class TileTally {
  private final TaskGraph graph;
  private final RunTiles tiles;
  private final Map<Long, Integer> readersDone = new ConcurrentHashMap<>();

  TileTally(TaskGraph graph, RunTiles tiles) {
    this.graph = graph;
    this.tiles = tiles;
  }

  /**
   * Counts a task that is done as a reader of its inputs, and tells which of them may be deleted.
   * Called once for each task, by whoever marked it as done: a deletion that fails may be repeated,
   * but a task that is counted twice takes the tile from a reader that has not begun.
   */
  Deque<Place> readerIsDone(TaskCall call) {
    Deque<Place> unneeded = new ArrayDeque<>();
    for (int input = 0; input < call.inputs().size(); input++) {
      long[] operand = call.inputs().get(input);
      for (int position = 0; position < operand.length; position++) {
        if (isFirstMention(call, input, position)) {
          tileWasRead(operand[position], unneeded);
        }
      }
    }
    return unneeded;
  }

  /**
   * Whether all readers of a tile but one are done, so that a reader that is not may have it. This
   * process may know of fewer than are done, but never of more.
   */
  boolean hasOneReaderLeft(long tile) {
    return readersDone.getOrDefault(tile, 0) == graph.readerCount(tile) - 1;
  }

  private void tileWasRead(long tile, Deque<Place> unneeded) {
    Place place = tiles.place(tile);
    if (place.scratch() && isLast(tile)) {
      unneeded.add(place);
    }
  }

  private boolean isLast(long tile) {
    int readers = graph.readerCount(tile);
    if (readers == 1) {
      return true;
    }
    // The entry goes with the last reader, so that the map holds live tiles only.
    return readersDone.merge(tile, 1, (sum, one) -> sum + one == readers ? null : sum + one)
        == null;
  }

  private static boolean isFirstMention(TaskCall call, int input, int position) {
    long tile = call.inputs().get(input)[position];
    for (int other = 0; other < input; other++) {
      for (long mentioned : call.inputs().get(other)) {
        if (mentioned == tile) {
          return false;
        }
      }
    }
    return true;
  }
}
