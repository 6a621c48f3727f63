package dev.lapwing.executor;

import dev.lapwing.lambdapack.Partition;
import dev.lapwing.state.Precision;
import dev.lapwing.state.TileStore;

/**
 * A matrix that is given to a run: an input, or an output to be written.
 *
 * @param store its tiles
 * @param rows how its rows are cut into tiles
 * @param columns how its columns are cut into tiles
 * @param precision how its entries are kept
 */
public record RunMatrix(TileStore store, Partition rows, Partition columns, Precision precision) {}
