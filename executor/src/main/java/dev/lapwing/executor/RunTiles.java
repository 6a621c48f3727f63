package dev.lapwing.executor;

import dev.lapwing.compiler.TaskGraph;
import dev.lapwing.compiler.TileAddress;
import dev.lapwing.lambdapack.Matrix;
import dev.lapwing.state.Precision;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TileIndex;
import dev.lapwing.state.TileStore;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The stores of all matrices of a run. */
final class RunTiles {
  private final TaskGraph graph;
  private final Map<String, TileStore> stores;
  private final Set<String> scratch;
  private final Precision precision;

  private RunTiles(
      TaskGraph graph, Map<String, TileStore> stores, Set<String> scratch, Precision precision) {
    this.graph = graph;
    this.stores = stores;
    this.scratch = scratch;
    this.precision = precision;
  }

  /** The stores that the caller gave and the scratch stores of the run, behind one cache. */
  static RunTiles open(RunSpec spec, TaskGraph graph, TileCache cache) throws StoreException {
    Map<String, TileStore> stores = new HashMap<>();
    Set<String> scratch = new HashSet<>();
    for (Matrix matrix : spec.program().program().matrices()) {
      boolean isScratch = matrix.role() == Matrix.Role.SCRATCH;
      TileStore store =
          isScratch
              ? spec.state().scratch().open(matrix.name())
              : spec.matrices().get(matrix.name()).store();
      stores.put(matrix.name(), cache.inFrontOf(store, spec.id(), matrix.name()));
      if (isScratch) {
        scratch.add(matrix.name());
      }
    }
    return new RunTiles(graph, stores, scratch, spec.precision());
  }

  Place place(long tile) {
    TileAddress address = graph.address(tile);
    return new Place(
        tile,
        stores.get(address.matrix()),
        TileIndex.of(unboxed(address.indices())),
        scratch.contains(address.matrix()));
  }

  /** How all tiles are kept that the run writes. */
  Precision precision() {
    return precision;
  }

  Map<String, TileStore> stores() {
    return stores;
  }

  /** Whether no tile of the run is on storage. */
  boolean allInMemory() {
    return stores.values().stream().allMatch(TileStore::inMemory);
  }

  /** Whether the scratch tiles end with the process. */
  boolean scratchInMemory() {
    return scratch.stream().allMatch(matrix -> stores.get(matrix).inMemory());
  }

  /** Waits until the scratch tiles are gone that were deleted and would outlive the process. */
  void settle() throws StoreException {
    for (String matrix : scratch) {
      TileStore store = stores.get(matrix);
      if (!store.inMemory()) {
        store.close();
      }
    }
  }

  private static long[] unboxed(List<Long> indices) {
    long[] values = new long[indices.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = indices.get(i);
    }
    return values;
  }
}
