package dev.lapwing.executor;

import dev.lapwing.compiler.TaskCall;
import dev.lapwing.compiler.TaskGraph;
import dev.lapwing.compiler.TileAddress;
import dev.lapwing.executor.kernels.KernelFailure;
import dev.lapwing.lambdapack.Extent;
import dev.lapwing.lambdapack.Matrix;
import dev.lapwing.lambdapack.Program;

/**
 * Translates what a kernel says of a tile to what it means for the whole matrix. potrf and trsm
 * both fail on their first input, a diagonal tile.
 */
final class NumericalFailures {
  private final Program program;
  private final TaskGraph graph;

  NumericalFailures(Program program, TaskGraph graph) {
    this.program = program;
    this.graph = graph;
  }

  RunFailure translate(TaskCall call, KernelFailure failure) {
    TileAddress address = graph.address(call.inputs().get(failure.input())[0]);
    Matrix matrix = matrix(address.matrix());
    long row = tileNumber(matrix.rows(), address);
    long column = tileNumber(matrix.columns(), address);
    long order = offset(matrix.rows(), address) + failure.order();
    String name = matrix.base().orElse(matrix.name());
    Pivot pivot = new Pivot(name, order, row, column, failure.order());
    return switch (failure.kind()) {
      case NOT_POSITIVE_DEFINITE -> new NotPositiveDefinite(pivot);
      case SINGULAR -> new SingularMatrix(pivot);
    };
  }

  private Matrix matrix(String name) {
    return program.matrices().stream()
        .filter(matrix -> matrix.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static long tileNumber(Extent extent, TileAddress address) {
    if (extent instanceof Extent.Along along) {
      return address.indices().get(along.position());
    }
    return extent instanceof Extent.OfTile ofTile ? ofTile.tile() : 0;
  }

  private long offset(Extent extent, TileAddress address) {
    long tile = tileNumber(extent, address);
    if (extent instanceof Extent.Along along) {
      return tile * graph.sizes().partitions().get(along.size().name()).tile();
    }
    if (extent instanceof Extent.OfTile ofTile) {
      return tile * graph.sizes().partitions().get(ofTile.size().name()).tile();
    }
    return 0;
  }
}
