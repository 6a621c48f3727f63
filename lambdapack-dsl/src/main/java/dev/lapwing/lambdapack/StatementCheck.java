package dev.lapwing.lambdapack;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The checks that need both sides of a statement: does the kernel take and give these tiles? */
@Recording
final class StatementCheck {

  private final Recorder recorder;
  private final List<SymbolicTile> targets;
  private final KernelCall call;
  private final Kernel kernel;

  StatementCheck(Recorder recorder, List<SymbolicTile> targets, KernelCall call) {
    this.recorder = recorder;
    this.targets = targets;
    this.call = call;
    this.kernel = call.kernel();
  }

  void run() {
    requireCount("input", kernel.inputs().size(), call.inputs().size());
    requireCount("output", kernel.outputs().size(), targets.size());
    requireCount("scalar argument", kernel.scalars(), call.scalars().size());
    call.inputs().forEach(input -> requireUsable(input.origin(), input));
    call.scalars().forEach(scalar -> requireUsable(scalar.origin(), scalar));
    requireRangesAccepted();
  }

  private void requireUsable(Origin origin, Object value) {
    origin.requireFrom(recorder, value);
    origin.requireUsable();
  }

  private void requireCount(String what, int wanted, int given) {
    if (wanted != given) {
      throw recorder.illegal("%s has %d %s%s, but %d %s given"
          .formatted(
              kernel.id(), wanted, what, wanted == 1 ? "" : "s", given, given == 1 ? "is" : "are"));
    }
  }

  private void requireRangesAccepted() {
    for (int input = 0; input < call.inputs().size(); input++) {
      if (call.inputs().get(input).isRange() && !kernel.rangeable().get(input)) {
        throw recorder.illegal("input %d of %s is one tile, but the range %s is given"
            .formatted(input, kernel.id(), call.inputs().get(input)));
      }
    }
  }

  void requireShapes(Node.Statement statement) {
    Map<String, Matrix> matrices = new HashMap<>();
    targets.forEach(tile -> matrices.put(tile.matrix().name(), tile.matrix()));
    call.inputs().forEach(tile -> matrices.put(tile.matrix().name(), tile.matrix()));
    new TileShapes(matrices::get, recorder.assumptions()).mismatch(statement).ifPresent(problem -> {
      throw recorder.illegal(problem);
    });
  }
}
