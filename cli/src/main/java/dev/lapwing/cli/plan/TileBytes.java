package dev.lapwing.cli.plan;

import dev.lapwing.compiler.TaskGraph;
import dev.lapwing.compiler.TileAddress;
import dev.lapwing.lambdapack.Extent;
import dev.lapwing.lambdapack.Matrix;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Program;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The size of every tile of a program. */
final class TileBytes {
  private final TaskGraph graph;
  private final Map<String, Matrix> matrices = new HashMap<>();

  TileBytes(Program program, TaskGraph graph) {
    this.graph = graph;
    program.matrices().forEach(matrix -> matrices.put(matrix.name(), matrix));
  }

  /** The bytes of a tile. */
  long of(long tile) {
    TileAddress address = graph.address(tile);
    Matrix matrix = matrices.get(address.matrix());
    return Double.BYTES
        * length(matrix.rows(), address.indices())
        * length(matrix.columns(), address.indices());
  }

  /** The bytes of a matrix that is cut along two sizes. */
  long of(Matrix matrix) {
    return Double.BYTES * total(matrix.rows()) * total(matrix.columns());
  }

  /** The matrix that a tile belongs to. */
  Matrix matrix(long tile) {
    return matrices.get(graph.address(tile).matrix());
  }

  private long length(Extent extent, List<Long> indices) {
    if (extent instanceof Extent.Along along) {
      return partition(along.size().name()).length(indices.get(along.position()));
    } else if (extent instanceof Extent.OfTile one) {
      return partition(one.size().name()).length(one.tile());
    } else if (extent instanceof Extent.Smaller smaller) {
      return Math.min(length(smaller.left(), indices), length(smaller.right(), indices));
    }
    return ((Extent.Fixed) extent).length();
  }

  private long total(Extent extent) {
    return extent instanceof Extent.Along along
        ? partition(along.size().name()).elements()
        : length(extent, List.of());
  }

  private Partition partition(String size) {
    return graph.sizes().partitions().get(size);
  }
}
