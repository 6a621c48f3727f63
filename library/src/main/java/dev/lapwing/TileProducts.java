package dev.lapwing;

import dev.lapwing.executor.kernels.KernelFailure;
import dev.lapwing.executor.kernels.KernelLibrary;
import dev.lapwing.lambdapack.Kernels;
import dev.lapwing.lambdapack.Op;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TilePool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Products of tiles outside any program, by the same kernels. */
record TileProducts(KernelLibrary kernels, TilePool pool) {

  /** {@code C -= sum_k op(A_k) op(B_k)} for {@code k < count}; every A_k and B_k is read once. */
  void subtract(Tile c, Op transA, Source a, Op transB, Source b, int count) throws IOException {
    String id = "gemm(%s,%s,1)".formatted(transA.letter(), transB.letter());
    var operands = new Streamed(c, a, b, count);
    try {
      kernels.compute(Kernels.byId(id), operands, List.of(c), new double[] {-1}, pool);
    } catch (KernelFailure e) {
      throw new IllegalStateException("a product cannot fail", e);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      operands.releaseAll();
    }
  }

  /** Where the factors of a sum of products come from. */
  @FunctionalInterface
  interface Source {
    /** The factor of a term; the caller releases it. */
    Tile tile(int term) throws IOException;
  }

  /** C, and the terms one after the other. */
  private static final class Streamed implements KernelLibrary.Operands {
    private static final int ACCUMULATOR = 0;

    private final Tile accumulator;
    private final List<Source> sources;
    private final int count;
    private final Tile[] current = new Tile[2];

    Streamed(Tile accumulator, Source a, Source b, int count) {
      this.accumulator = accumulator;
      this.sources = List.of(a, b);
      this.count = count;
    }

    @Override
    public int count(int input) {
      return input == ACCUMULATOR ? 1 : count;
    }

    @Override
    public Tile tile(int input, int position) {
      if (input == ACCUMULATOR) {
        return accumulator;
      }
      try {
        current[input - 1] = sources.get(input - 1).tile(position);
        return current[input - 1];
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void done(int input, int position) {
      if (input != ACCUMULATOR) {
        release(input - 1);
      }
    }

    void releaseAll() {
      release(0);
      release(1);
    }

    private void release(int factor) {
      if (current[factor] != null) {
        current[factor].release();
        current[factor] = null;
      }
    }
  }
}
