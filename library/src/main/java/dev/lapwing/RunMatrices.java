package dev.lapwing;

import dev.lapwing.executor.RunOutputs;
import dev.lapwing.executor.RunSpec;
import dev.lapwing.state.Storage;
import dev.lapwing.tiles.TileArray;
import dev.lapwing.tiles.ViewPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The matrices of a run: inputs that are kept while it lasts, outputs that are written by it. */
final class RunMatrices {
  private final Map<String, TileArray> inputs = new LinkedHashMap<>();
  private final Map<String, Draft> drafts = new LinkedHashMap<>();
  private final Map<String, Output> outputs = new LinkedHashMap<>();
  private final List<TileHold> claims = new ArrayList<>();

  /** The matrices of a run that another process began: they belong to the run. */
  static RunMatrices recorded(Lapwing lapwing, Map<String, String> outputs) {
    var matrices = new RunMatrices();
    outputs.forEach(
        (name, location) -> matrices.outputs.put(name, new RecordedOutput(lapwing, location)));
    return matrices;
  }

  /** An input, kept by a claim. */
  void input(String name, TileArray tiles, TileHold claim) {
    inputs.put(name, tiles);
    claims.add(claim);
  }

  /** An output. */
  void output(String name, Draft draft) {
    drafts.put(name, draft);
    outputs.put(name, draft);
  }

  /** Gives the matrices to a run. */
  void giveTo(RunSpec.Builder spec, Storage storage) {
    inputs.forEach(spec::matrix);
    drafts.forEach((name, draft) -> spec.matrix(name, draft.tiles()));
    spec.outputs(RunOutputs.in(storage, drafts.values().stream().map(Draft::location).toList()));
  }

  /** The run is done: its inputs are let go, its outputs are matrices. */
  Map<String, BigMatrix> results() throws IOException {
    claims.forEach(TileHold::close);
    Map<String, BigMatrix> results = new LinkedHashMap<>();
    for (Map.Entry<String, Output> output : outputs.entrySet()) {
      results.put(output.getKey(), output.getValue().published());
    }
    return results;
  }

  /** The run will never be done: its inputs are let go, of its outputs nothing is left. */
  void abandon() {
    claims.forEach(TileHold::close);
    outputs.values().forEach(Output::discard);
  }

  /** The run may go on without this process: what it needs stays where it is. */
  void leave(NamelessMatrices nameless) {
    inputs.values().forEach(tiles -> nameless.keep(ViewPath.matrix(tiles.store().location())));
    outputs.values().forEach(Output::leave);
    claims.forEach(TileHold::close);
  }

  /** The run has ended too early, and may be resumed: what has a name stays where it is. */
  void suspend() {
    claims.forEach(TileHold::close);
  }
}
