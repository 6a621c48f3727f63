package dev.lapwing.compiler;

import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.Size;
import dev.lapwing.lambdapack.Sizes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Estimates how much work lies between a task and the end of the run: its bottom level, the cost in
 * flops of the longest path that starts there.
 *
 * <p>Bottom levels of the real graph would need all its tasks at once. In a blocked algorithm they
 * are close to affine in the loop indices and the numbers of tiles: in Cholesky, every step that is
 * left costs one factorization, one solve and one update. So the bottom levels are computed for a
 * few small graphs with tiles of the real lengths, or for the real one if it is small, and for each
 * statement an affine function is fitted to them by least squares. That takes some milliseconds,
 * once for a task graph. The estimate decides the order of ready tasks only, never a result.
 */
final class Urgency {
  /** Numbers of tiles to try, by how many sizes a program has. */
  private static final long[][] TILE_COUNTS = {{1}, {4, 6, 8}, {1, 3, 5}, {1, 2, 4}};

  private static final long[] PARAMETERS = {1, 2};
  private static final int MOST_TASKS = 1_000;

  /** A graph with as few is looked at itself. */
  private static final int FEW_TASKS = 200;

  private final TaskSpace tasks;
  private final List<Size> dimensions;
  private final Sizes actual;
  private final double[][] weights;

  private Urgency(TaskSpace tasks, List<Size> dimensions, Sizes actual, double[][] weights) {
    this.tasks = tasks;
    this.dimensions = dimensions;
    this.actual = actual;
    this.weights = weights;
  }

  static Urgency estimate(Queries queries, QueryTaskGraph actual) {
    TaskSpace tasks = actual.tasks();
    Program program = queries.program();
    AffineFit[] fits = new AffineFit[tasks.statements().length];
    for (BoundStatement s : tasks.statements()) {
      fits[s.number()] = new AffineFit(1 + program.sizes().size() + s.depth());
    }
    for (QueryTaskGraph graph : examples(queries, actual)) {
      addBottomLevels(graph, program.sizes(), fits);
    }
    double[][] weights = new double[fits.length][];
    for (int s = 0; s < fits.length; s++) {
      weights[s] = fits[s].solve();
    }
    return new Urgency(tasks, program.sizes(), actual.sizes(), weights);
  }

  private static List<QueryTaskGraph> examples(Queries queries, QueryTaskGraph actual) {
    return actual.hasMoreTasksThan(FEW_TASKS)
        ? samples(queries.program(), actual.sizes()).stream()
            .map(sizes -> new QueryTaskGraph(queries, sizes))
            .filter(graph -> !graph.hasMoreTasksThan(MOST_TASKS))
            .toList()
        : List.of(actual);
  }

  /** Walks a small graph backwards: children come after their parents in sequential order. */
  private static void addBottomLevels(QueryTaskGraph graph, List<Size> sizes, AffineFit[] fits) {
    List<Long> order = new ArrayList<>();
    graph.forEachTask(order::add);
    Map<Long, Double> levels = new HashMap<>();
    for (int k = order.size() - 1; k >= 0; k--) {
      long task = order.get(k);
      double[] longest = {0};
      graph.forEachChild(
          task, (child, edge) -> longest[0] = Math.max(longest[0], levels.get(child)));
      double level = longest[0] + graph.call(task).flops();
      levels.put(task, level);
      double[] features = features(graph.sizes(), sizes, graph.indices(task));
      fits[graph.statement(task)].add(features, level);
    }
  }

  private static double[] features(Sizes sizes, List<Size> dimensions, long[] indices) {
    double[] features = new double[1 + dimensions.size() + indices.length];
    features[0] = 1;
    for (int d = 0; d < dimensions.size(); d++) {
      features[1 + d] = sizes.partitions().get(dimensions.get(d).name()).tiles();
    }
    for (int i = 0; i < indices.length; i++) {
      features[1 + dimensions.size() + i] = indices[i];
    }
    return features;
  }

  private static List<Sizes> samples(Program program, Sizes actual) {
    long[] counts = TILE_COUNTS[Math.min(program.sizes().size(), TILE_COUNTS.length - 1)];
    List<Sizes> samples = List.of(new Sizes(Map.of(), Map.of(), actual.scalars()));
    for (Size size : program.sizes()) {
      Partition partition = actual.partitions().get(size.name());
      samples = samples.stream().flatMap(s -> with(s, size, partition, counts)).toList();
    }
    for (String parameter : actual.parameters().keySet()) {
      samples = samples.stream().flatMap(s -> with(s, parameter)).toList();
    }
    return samples.stream().filter(s -> SizesCheck.meets(program, s)).toList();
  }

  private static Stream<Sizes> with(Sizes sizes, Size size, Partition actual, long[] counts) {
    long tile = Math.max(1, Math.min(actual.tile(), actual.elements()));
    long[] tried = actual.tiles() <= 1 ? new long[] {1} : counts;
    return Arrays.stream(tried)
        .mapToObj(
            count -> {
              Map<String, Partition> partitions = new HashMap<>(sizes.partitions());
              partitions.put(size.name(), new Partition(count * tile, tile));
              return new Sizes(partitions, sizes.parameters(), sizes.scalars());
            });
  }

  private static Stream<Sizes> with(Sizes sizes, String parameter) {
    return Arrays.stream(PARAMETERS)
        .mapToObj(
            value -> {
              Map<String, Long> parameters = new HashMap<>(sizes.parameters());
              parameters.put(parameter, value);
              return new Sizes(sizes.partitions(), parameters, sizes.scalars());
            });
  }

  double of(long task) {
    BoundStatement statement = tasks.statementOf(task);
    long[] indices = new long[statement.depth()];
    statement.unpack(task, indices);
    double[] features = features(actual, dimensions, indices);
    double[] own = weights[statement.number()];
    double urgency = 0;
    for (int f = 0; f < features.length; f++) {
      urgency += own[f] * features[f];
    }
    return urgency;
  }
}
