package dev.lapwing.bench;

import dev.lapwing.compiler.CompiledProgram;
import dev.lapwing.compiler.Compiler;
import dev.lapwing.compiler.TaskGraph;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.Sizes;
import dev.lapwing.lambdapack.algorithm.Algorithms;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * What compiling costs, and what questions to the task graph of Cholesky cost, with few tiles a
 * side and with many.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class CompilerBenchmark {
  private static final long TILE = 512;

  /** A program that ships. */
  @State(Scope.Benchmark)
  public static class Source {
    @Param({"cholesky", "gemm", "posv", "tsqr-q"})
    String name;

    Program program;
    byte[] encoded;

    @Setup
    public void load() {
      program = Algorithms.named(name).program();
      encoded = Compiler.compile(program).encode();
    }
  }

  /** The task graph of Cholesky. */
  @State(Scope.Benchmark)
  public static class Graph {
    @Param({"4", "256"})
    long tiles;

    CompiledProgram compiled;
    Sizes sizes;
    TaskGraph graph;
    long panel;
    long update;
    long solve;

    @Setup
    public void make() {
      compiled = Compiler.compile(Algorithms.named("cholesky").program());
      sizes = new Sizes(Map.of("n", new Partition(tiles * TILE, TILE)), Map.of(), Map.of());
      graph = compiled.at(sizes);
      panel = graph.task(0, 0);
      solve = graph.task(1, 0, tiles / 2);
      update = graph.task(2, 0, tiles - 1, tiles / 2);
    }
  }

  /** A sum that the compiler of the JVM cannot leave out. */
  private static final class Sum {
    private long value;

    void add(long task, int edge) {
      value += task ^ edge;
    }
  }

  @Benchmark
  public CompiledProgram compile(Source source) {
    return Compiler.compile(source.program);
  }

  @Benchmark
  public CompiledProgram decode(Source source) {
    return Compiler.decode(source.encoded);
  }

  @Benchmark
  public TaskGraph graphAtSizes(Graph graph) {
    return graph.compiled.at(graph.sizes);
  }

  /** The children of a factorization: a solve in every row below (3, or 255). */
  @Benchmark
  public long childrenOfPotrf(Graph graph) {
    return children(graph.graph, graph.panel);
  }

  /** The children of a solve: updates along a row and a column (2, or 255). */
  @Benchmark
  public long childrenOfTrsm(Graph graph) {
    return children(graph.graph, graph.solve);
  }

  /** The only child of an update. */
  @Benchmark
  public long childrenOfGemm(Graph graph) {
    return children(graph.graph, graph.update);
  }

  private static long children(TaskGraph graph, long task) {
    Sum sum = new Sum();
    graph.forEachChild(task, sum::add);
    return sum.value;
  }

  /** The parents of an update: three in general. */
  @Benchmark
  public int inDegreeOfGemm(Graph graph) {
    return graph.graph.inDegree(graph.update);
  }

  @Benchmark
  public double urgency(Graph graph) {
    return graph.graph.urgency(graph.update);
  }

  @Benchmark
  public long roots(Graph graph) {
    Sum sum = new Sum();
    graph.graph.forEachRoot(task -> sum.add(task, 0));
    return sum.value;
  }

  @Benchmark
  public long terminals(Graph graph) {
    Sum sum = new Sum();
    graph.graph.forEachTerminal(task -> sum.add(task, 0));
    return sum.value;
  }

  @Benchmark
  public long taskCount(Graph graph) {
    return graph.graph.taskCount();
  }

  /** All tasks (20, or 2,829,056) with their children (30, or 8,388,480). */
  @Benchmark
  public long walkWithChildren(Graph graph) {
    Sum sum = new Sum();
    graph.graph.forEachTask(task -> graph.graph.forEachChild(task, sum::add));
    return sum.value;
  }
}
