package dev.lapwing.bench;

import dev.lapwing.executor.kernels.KernelFailure;
import dev.lapwing.executor.kernels.KernelLibraries;
import dev.lapwing.executor.kernels.KernelLibrary;
import dev.lapwing.lambdapack.Kernel;
import dev.lapwing.lambdapack.Kernels;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TilePool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The speed of each kernel on one core, in Gflop/s (column {@code flops}, per nanosecond), not in
 * place: a copy of the tile that the kernel changes is part of the time. The kernels that only move
 * numbers count 8 bytes read or written as one operation.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 3, time = 1)
@State(Scope.Thread)
public class KernelBenchmark {
  private static final int BLOCK_SIZE = 64;

  /**
   * The kernels whose speed decides that of the shipped programs. JMH parts values at commas, so
   * the options of a kernel stand without them: {@code gemm(NT1)}.
   */
  @Param({
    "gemm(NN1)",
    "gemm(NT1)",
    "gemm(TN1)",
    "syrk(LN1)",
    "trsm(LLNN)",
    "trsm(RLTN)",
    "potrf",
    "geqrt",
    "gemqrt(T)",
    "tpqrt(N)",
    "tpqrt(U)",
    "tpmqrt(TN1)",
    "tpmqrt(TU1)",
    "axpby",
    "scale",
    "transpose"
  })
  public String kernel;

  /** The order of the square tiles. */
  @Param({"128", "256", "512", "1024"})
  public int tile;

  /** What computes: {@code best} or {@code java}. */
  @Param({"best", "java"})
  public String route;

  private final TilePool pool = TilePool.create(1L << 30);
  private final List<Tile> inputs = new ArrayList<>();
  private final List<Tile> outputs = new ArrayList<>();
  private Kernel called;
  private KernelLibrary library;
  private double[] scalars;

  /** Counts the operations of every call. */
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  @State(Scope.Thread)
  public static class Operations {
    /** Floating-point operations. */
    public double flops;
  }

  /** Makes the operands. */
  @Setup
  public void makeOperands() throws KernelFailure {
    library = route.equals("java") ? KernelLibraries.pureJava() : KernelLibraries.best();
    called = Kernels.byId(kernel.replaceAll("(?<=[LRUNT])(?=[LRUNT01])", ","));
    scalars = new double[called.scalars()];
    Arrays.fill(scalars, 0.5);
    switch (called.name()) {
      case "gemqrt" -> inputs.addAll(factors("geqrt", dominant()).subList(1, 3));
      case "tpmqrt" ->
          inputs.addAll(
              factors("tpqrt(" + called.options().get(1) + ")", dominant(), dominant())
                  .subList(1, 3));
      default -> {}
    }
    while (inputs.size() < called.inputs().size()) {
      inputs.add(dominant());
    }
    outputs.addAll(allocate(called));
  }

  /** Gives the memory back. */
  @TearDown
  public void release() {
    inputs.forEach(Tile::release);
    outputs.forEach(Tile::release);
    pool.close();
  }

  /** One call. */
  @Benchmark
  public Tile compute(Operations operations) throws KernelFailure {
    library.compute(called, new Whole(inputs), outputs, scalars, pool);
    operations.flops += work();
    return outputs.get(0);
  }

  private double work() {
    double flops = called.flops().count(this::lengthOf);
    boolean moves = List.of("axpby", "scale", "transpose").contains(called.name());
    return moves ? (double) (inputs.size() + outputs.size()) * tile * tile : flops;
  }

  /**
   * The letter b stands for the block size, r for the length of a range, all others for the order.
   */
  private double lengthOf(char letter) {
    return switch (letter) {
      case 'b' -> BLOCK_SIZE;
      case 'r' -> 1;
      default -> tile;
    };
  }

  private List<Tile> factors(String factorization, Tile... tiles) throws KernelFailure {
    Kernel factor = Kernels.byId(factorization);
    List<Tile> results = allocate(factor);
    library.compute(factor, new Whole(List.of(tiles)), results, new double[0], pool);
    return results;
  }

  private List<Tile> allocate(Kernel of) {
    return of.outputs().stream()
        .map(shape -> pool.allocate(shape.startsWith("b") ? BLOCK_SIZE : tile, tile))
        .toList();
  }

  /** Random numbers below a diagonal that makes the tile positive definite and well conditioned. */
  private Tile dominant() {
    SplittableRandom random = new SplittableRandom(inputs.size());
    Tile matrix = pool.allocate(tile, tile);
    for (int j = 0; j < tile; j++) {
      for (int i = 0; i < tile; i++) {
        matrix.set(i, j, i == j ? tile : random.nextDouble(-1, 1));
      }
    }
    return matrix;
  }

  /** Operands of which each is one tile. */
  private record Whole(List<Tile> tiles) implements KernelLibrary.Operands {
    @Override
    public int count(int input) {
      return 1;
    }

    @Override
    public Tile tile(int input, int position) {
      return tiles.get(input);
    }

    @Override
    public void done(int input, int position) {}
  }
}
