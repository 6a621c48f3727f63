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
  private static final int BLOCK_SIZE = 96;

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
    "tntpiv(A)",
    "getrf",
    "gessm",
    "swptrsm",
    "swpgemm",
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
  private final List<List<Tile>> inputs = new ArrayList<>();
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
      case "gemqrt" -> add(factors("geqrt", dominant()).subList(1, 3));
      case "tpmqrt" ->
          add(
              factors("tpqrt(" + called.options().get(1) + ")", dominant(), dominant())
                  .subList(1, 3));
      case "tntpiv", "getrf", "gessm", "swptrsm", "swpgemm" -> makePivoted();
      default -> {}
    }
    while (inputs.size() < called.inputs().size()) {
      inputs.add(List.of(dominant()));
    }
    outputs.addAll(allocate(called));
  }

  /** Operands of an elimination's step on two random tiles, one above the other. */
  private void makePivoted() throws KernelFailure {
    Tile top = tile(new SplittableRandom(1), 0);
    Tile below = tile(new SplittableRandom(2), 0);
    List<Tile> winners = results("tntpiv(A)", List.of(List.of(top, below)), 0);
    List<List<Tile>> diagonal =
        List.of(List.of(winners.get(0)), List.of(winners.get(1)), List.of(top));
    List<Tile> factors = results("getrf", diagonal);
    List<Tile> pivots = List.of(factors.get(1));
    Arrays.fill(scalars, called.name().equals("tntpiv") ? 0 : 1);
    switch (called.name()) {
      case "tntpiv" -> inputs.add(List.of(top));
      case "getrf" -> inputs.addAll(diagonal);
      case "gessm" -> {
        inputs.add(List.of(top, below));
        inputs.add(List.of(factors.get(0)));
        inputs.add(pivots);
      }
      default -> {
        inputs.add(List.of(below));
        inputs.add(List.of(top));
        inputs.add(pivots);
      }
    }
    if (called.name().equals("swptrsm")) {
      inputs.add(List.of(factors.get(0)));
    }
  }

  private void add(List<Tile> tiles) {
    tiles.forEach(one -> inputs.add(List.of(one)));
  }

  /** Gives the memory back. */
  @TearDown
  public void release() {
    pool.close();
  }

  /** One call. */
  @Benchmark
  public Tile compute(Operations operations) throws KernelFailure {
    library.compute(called, new Ranges(inputs), outputs, scalars, pool);
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
    return results(factorization, Arrays.stream(tiles).map(List::of).toList());
  }

  private List<Tile> results(String id, List<List<Tile>> operands, double... numbers)
      throws KernelFailure {
    Kernel kernel = Kernels.byId(id);
    List<Tile> results = allocate(kernel);
    library.compute(kernel, new Ranges(operands), results, numbers, pool);
    return results;
  }

  /** Heights of b are blocks of reflectors, but for a column of positions. */
  private List<Tile> allocate(Kernel of) {
    return of.outputs().stream()
        .map(
            shape ->
                shape.endsWith("q")
                    ? pool.allocate(tile, 1)
                    : pool.allocate(shape.startsWith("b") ? BLOCK_SIZE : tile, tile))
        .toList();
  }

  /** Random numbers below a diagonal that makes the tile positive definite and well conditioned. */
  private Tile dominant() {
    return tile(new SplittableRandom(inputs.size()), tile);
  }

  /** Random numbers, to those on the diagonal of which another is added. */
  private Tile tile(SplittableRandom random, double diagonal) {
    Tile matrix = pool.allocate(tile, tile);
    for (int j = 0; j < tile; j++) {
      for (int i = 0; i < tile; i++) {
        matrix.set(i, j, random.nextDouble(-1, 1) + (i == j ? diagonal : 0));
      }
    }
    return matrix;
  }

  /** Operands in memory, most of which are one tile. */
  private record Ranges(List<List<Tile>> ranges) implements KernelLibrary.Operands {
    @Override
    public int count(int input) {
      return ranges.get(input).size();
    }

    @Override
    public Tile tile(int input, int position) {
      return ranges.get(input).get(position);
    }

    @Override
    public void done(int input, int position) {}
  }
}
