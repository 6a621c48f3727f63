package dev.lapwing;

import dev.lapwing.compiler.CompiledProgram;
import dev.lapwing.compiler.Compiler;
import dev.lapwing.executor.RecordedRun;
import dev.lapwing.lambdapack.Matrix;
import dev.lapwing.state.RunTable;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.StoreException;
import dev.lapwing.tiles.ViewPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The runs of a folder that have not ended. */
final class UnfinishedRuns {
  private UnfinishedRuns() {}

  static List<String> list(RunTable table) {
    try {
      List<String> unfinished = new ArrayList<>();
      for (String id : table.runs()) {
        if (table.find(id).filter(run -> run.status() == RunStatus.RUNNING).isPresent()) {
          unfinished.add(id);
        }
      }
      return unfinished;
    } catch (StoreException e) {
      throw Failures.storage("listing runs", e);
    }
  }

  static Run<Map<String, BigMatrix>> resume(Lapwing lapwing, String id) {
    RunTable table = lapwing.engine().storage().runs();
    try {
      RecordedRun recorded =
          RecordedRun.find(table, id)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "there is no run %s here: unfinished are %s".formatted(id, list(table))));
      if (recorded.status() != RunStatus.RUNNING) {
        throw new IllegalArgumentException(
            "run %s has ended: it is %s".formatted(id, recorded.status()));
      }
      CompiledProgram program = Compiler.decode(recorded.program());
      return ProgramRun.launch(
          lapwing.engine(),
          id,
          program,
          recorded.sizes(),
          matrices(lapwing, program, recorded.locations()),
          List.of());
    } catch (StoreException e) {
      throw Failures.storage("resuming run " + id, e);
    }
  }

  private static RunMatrices matrices(
      Lapwing lapwing, CompiledProgram program, Map<String, String> locations)
      throws StoreException {
    var matrices = new RunMatrices();
    for (Matrix matrix : program.program().matrices()) {
      switch (matrix.role()) {
        case INPUT -> reopen(lapwing, matrix.name(), locations.get(matrix.name()), matrices);
        case OUTPUT ->
            matrices.output(matrix.name(), Draft.reopen(lapwing, locations.get(matrix.name())));
        case SCRATCH -> {}
      }
    }
    return matrices;
  }

  private static void reopen(Lapwing lapwing, String name, String location, RunMatrices matrices) {
    try (BigMatrix input = lapwing.openStored(ViewPath.matrix(location))) {
      matrices.input(name, ViewPath.apply(location, input.tiles()), input.claim());
    }
  }
}
