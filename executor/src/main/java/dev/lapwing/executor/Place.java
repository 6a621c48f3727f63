package dev.lapwing.executor;

import dev.lapwing.state.TileIndex;
import dev.lapwing.state.TileStore;

/**
 * Where one tile of a run is.
 *
 * @param tile its name in the task graph
 * @param store the store of its matrix
 * @param index its indices within the store
 * @param scratch whether it lives no longer than the run
 */
record Place(long tile, TileStore store, TileIndex index, boolean scratch) {}
