package dev.lapwing;

import dev.lapwing.executor.RunSpec;
import dev.lapwing.tiles.TileArray;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The matrices of a run: inputs that are kept while it lasts, outputs that are written by it. */
final class RunMatrices {
  private final Map<String, TileArray> inputs = new LinkedHashMap<>();
  private final Map<String, Draft> outputs = new LinkedHashMap<>();
  private final List<TileHold> claims = new ArrayList<>();

  /** An input, kept by a claim. */
  void input(String name, TileArray tiles, TileHold claim) {
    inputs.put(name, tiles);
    claims.add(claim);
  }

  /** An output. */
  void output(String name, Draft draft) {
    outputs.put(name, draft);
  }

  /** Gives the matrices to a run. */
  void giveTo(RunSpec.Builder spec) {
    inputs.forEach((name, tiles) -> give(spec, name, tiles));
    outputs.forEach((name, draft) -> give(spec, name, draft.tiles()));
  }

  /** The run is done: its inputs are let go, its outputs become matrices. */
  Map<String, BigMatrix> finish() throws IOException {
    claims.forEach(TileHold::close);
    Map<String, BigMatrix> results = new LinkedHashMap<>();
    for (Map.Entry<String, Draft> output : outputs.entrySet()) {
      results.put(output.getKey(), output.getValue().finish());
    }
    return results;
  }

  /** The run has failed: its inputs are let go, of its outputs nothing is left. */
  void abandon() {
    claims.forEach(TileHold::close);
    outputs.values().forEach(Draft::discard);
  }

  private static void give(RunSpec.Builder spec, String name, TileArray tiles) {
    spec.matrix(name, tiles.store(), tiles.grid().rows(), tiles.grid().columns());
  }
}
