package dev.lapwing.cli.plan;

import dev.lapwing.compiler.TaskCall;
import dev.lapwing.compiler.TaskGraph;
import dev.lapwing.lambdapack.Matrix;
import dev.lapwing.lambdapack.Matrix.Role;
import dev.lapwing.lambdapack.Program;

/**
 * Adds up the tiles that are in memory when everything is, while tasks are visited in the program's
 * sequential order: inputs always, outputs from when they are written, scratch tiles until their
 * last reader is done. Another order has another peak, but a similar one.
 */
final class Residence {
  private final TaskGraph graph;
  private final TileBytes bytes;
  private final LongTable readersLeft = new LongTable();
  private long present;
  private long peak;

  Residence(Program program, TaskGraph graph, TileBytes bytes) {
    this.graph = graph;
    this.bytes = bytes;
    for (Matrix matrix : program.matrices()) {
      present += matrix.role() == Role.INPUT ? bytes.of(matrix) : 0;
    }
    peak = present;
  }

  /** The next task. */
  void visit(TaskCall call) {
    long overwritten = overwritten(call);
    for (long output : call.outputs()) {
      present += bytes.of(output);
      readersLeft.put(output, 0, graph.readerCount(output));
    }
    peak = Math.max(peak, present - overwritten);
    for (long[] operand : call.inputs()) {
      for (long tile : operand) {
        release(tile);
      }
    }
  }

  /** The most bytes at once. */
  long peak() {
    return peak;
  }

  /** The bytes that output 0 takes over from a scratch tile that nobody else will read. */
  private long overwritten(TaskCall call) {
    int candidate = call.kernel().inPlace().orElse(-1);
    if (candidate < 0 || call.inputs().get(candidate).length == 0) {
      return 0;
    }
    long tile = call.inputs().get(candidate)[0];
    return isScratch(tile) && readersLeft.count(tile) == 1 ? bytes.of(tile) : 0;
  }

  private void release(long tile) {
    int readers = readersLeft.count(tile);
    if (readers > 0 && isScratch(tile)) {
      readersLeft.put(tile, 0, readers - 1);
      present -= readers == 1 ? bytes.of(tile) : 0;
    }
  }

  private boolean isScratch(long tile) {
    return bytes.matrix(tile).role() == Role.SCRATCH;
  }
}
