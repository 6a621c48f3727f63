package dev.lapwing.executor.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.lambdapack.Kernel;
import dev.lapwing.lambdapack.Kernels;
import dev.lapwing.state.Precision;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TilePool;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls kernels of a library on matrices, and checks on the way what every call promises: inputs
 * stay as they are, tiles are asked for in order and given back once, workspace is released, and
 * working in place changes no bit.
 */
final class Calls implements AutoCloseable {
  private final KernelLibrary library;
  private final TilePool pool = TilePool.create(1 << 28);

  private final Precision precision;

  Calls(KernelLibrary library) {
    this(library, Precision.FLOAT64);
  }

  /** Calls on tiles of a precision, to which matrices are rounded. */
  Calls(KernelLibrary library, Precision precision) {
    this.library = library;
    this.precision = precision;
  }

  /** A call in the making. */
  Call call(String id) {
    return new Call(Kernels.byId(id));
  }

  @Override
  public void close() {
    assertThat(pool.bytesInUse()).as("bytes of tiles that were not released").isZero();
    pool.close();
  }

  final class Call {
    private final Kernel kernel;
    private final List<List<Dense>> inputs = new ArrayList<>();
    private final List<Dense> outputs = new ArrayList<>();
    private double[] scalars = {};
    private int misalignment;

    private Call(Kernel kernel) {
      this.kernel = kernel;
    }

    Call in(Dense tile) {
      return range(List.of(tile));
    }

    Call range(List<Dense> tiles) {
      inputs.add(tiles);
      return this;
    }

    Call out(int rows, int columns) {
      outputs.add(Dense.of(rows, columns, (i, j) -> Double.NaN));
      return this;
    }

    Call scalars(double... values) {
      scalars = values;
      return this;
    }

    /** Puts every tile of the call this many bytes beyond an aligned address. */
    Call misaligned(int bytes) {
      misalignment = bytes;
      return this;
    }

    /** The outputs; the same whether the call works in place or not, where it can. */
    List<Dense> run() throws KernelFailure {
      List<Dense> apart = compute(false);
      boolean canBeInPlace =
          kernel.inPlace().isPresent() && !inputs.get(kernel.inPlace().getAsInt()).isEmpty();
      if (canBeInPlace) {
        List<Dense> inPlace = compute(true);
        for (int i = 0; i < apart.size(); i++) {
          assertThat(inPlace.get(i).values())
              .as("%s in place", kernel.id())
              .isEqualTo(apart.get(i).values());
        }
      }
      return apart;
    }

    /** The only output. */
    Dense result() throws KernelFailure {
      return run().get(0);
    }

    private List<Dense> compute(boolean inPlace) throws KernelFailure {
      List<List<Tile>> tiles =
          inputs.stream().map(range -> range.stream().map(this::tile).toList()).toList();
      List<Tile> results = new ArrayList<>(outputs.stream().map(this::tile).toList());
      if (inPlace) {
        results.set(0, tiles.get(kernel.inPlace().getAsInt()).get(0)).release();
        results.get(0).retain();
      }
      var operands = new CheckedOperands(kernel.id(), tiles, results.get(0));
      long before = pool.bytesInUse();
      try {
        library.compute(kernel, operands, results, scalars, pool);
        operands.requireAllDone();
        requireUnchanged(tiles, results.get(0));
        return results.stream().map(Dense::of).toList();
      } finally {
        assertThat(pool.bytesInUse()).as("workspace of %s", kernel.id()).isEqualTo(before);
        tiles.forEach(range -> range.forEach(Tile::release));
        results.forEach(Tile::release);
      }
    }

    private void requireUnchanged(List<List<Tile>> tiles, Tile output) {
      for (int i = 0; i < tiles.size(); i++) {
        for (int k = 0; k < tiles.get(i).size(); k++) {
          if (tiles.get(i).get(k) != output) {
            assertThat(Dense.of(tiles.get(i).get(k)).values())
                .as("input %d of %s", i, kernel.id())
                .isEqualTo(inputs.get(i).get(k).map(precision::rounded).values());
          }
        }
      }
    }

    private Tile tile(Dense content) {
      Tile tile =
          misalignment == 0
              ? pool.allocate(precision, content.rows(), content.columns())
              : new MisalignedTile(content.rows(), content.columns(), misalignment);
      tile.entries().put(0, content.values(), 0, content.values().length);
      return tile;
    }
  }
}
