package dev.lapwing.executor;

import dev.lapwing.compiler.TaskCall;
import dev.lapwing.compiler.TaskGraph;
import dev.lapwing.state.StoreException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Deletes scratch tiles that nobody will read any more. A tile with one reader goes with it; for
 * others this process counts the readers that it marked as done itself. Where several processes
 * share a run, or after a crash, a count may never fill: such tiles go when the run ends.
 */
final class TileTally {
  private final TaskGraph graph;
  private final RunTiles tiles;
  private final Map<Long, Integer> readersDone = new ConcurrentHashMap<>();

  TileTally(TaskGraph graph, RunTiles tiles) {
    this.graph = graph;
    this.tiles = tiles;
  }

  /** Called once for each task, by whoever marked it as done. */
  void readerIsDone(TaskCall call) throws StoreException {
    for (int input = 0; input < call.inputs().size(); input++) {
      long[] operand = call.inputs().get(input);
      for (int position = 0; position < operand.length; position++) {
        if (isFirstMention(call, input, position)) {
          tileWasRead(operand[position]);
        }
      }
    }
  }

  private void tileWasRead(long tile) throws StoreException {
    Place place = tiles.place(tile);
    if (place.scratch() && isLast(tile)) {
      place.store().delete(place.index());
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
