package dev.lapwing.cli;

import dev.lapwing.BigMatrix;
import java.util.List;

/** A matrix copied from one place and format to another. */
record Conversion(Dialogue dialogue, ComputeOptions compute) {

  /** Copies and says so. */
  void run(String command, MatrixPath from, MatrixPath to, boolean overwrite) {
    Target target = dialogue.promise(Target.of(to, overwrite, List.of(from)));
    try (Workbench bench = Workbench.open(dialogue, compute);
        BigMatrix matrix = bench.read(from)) {
      bench.save(matrix, target);
      dialogue.answer(
          Answer.of(command)
              .row("from", from + ": " + matrix.shape())
              .row("to", to + ", " + ByteSize.text(to.bytes()))
              .fact("from", from.given())
              .fact("out", Outcome.matrix(to, matrix)));
    }
  }
}
