package dev.lapwing.lambdapack;

import java.util.List;
import java.util.stream.Collectors;

/** The left side of a statement: the tiles to write, waiting for the kernel call. */
@Recording
public final class Assignment {

  private final Recorder recorder;
  private final List<SymbolicTile> targets;
  private final String source;

  Assignment(Recorder recorder, List<SymbolicTile> targets) {
    this.recorder = recorder;
    this.targets = List.copyOf(targets);
    this.source = CallSite.ofCaller();
  }

  /** Lets the tiles be what the kernel call gives, in the order of its outputs. */
  public void be(KernelCall call) {
    recorder.requireOpen();
    if (!recorder.awaits(this)) {
      throw recorder.illegal(this + " already has its kernel call; a tile is written once");
    }
    StatementCheck check = new StatementCheck(recorder, targets, call);
    check.run();
    Node.Statement statement = statement(call);
    check.requireShapes(statement);
    recorder.complete(this, statement);
  }

  private Node.Statement statement(KernelCall call) {
    return new Node.Statement(
        recorder.nextStatement(),
        targets.stream().map(target -> (Operand.TileRef) target.operand()).toList(),
        call.kernel(),
        call.inputs().stream().map(SymbolicTile::operand).toList(),
        call.scalars().stream().map(Scalar::argument).toList(),
        source);
  }

  String source() {
    return source;
  }

  @Override
  public String toString() {
    return targets.stream()
        .map(SymbolicTile::toString)
        .collect(Collectors.joining(", ", "let(", ")"));
  }
}
