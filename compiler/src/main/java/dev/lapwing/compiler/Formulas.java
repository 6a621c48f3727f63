package dev.lapwing.compiler;

import dev.lapwing.lambdapack.Extent;
import dev.lapwing.lambdapack.Kernel;
import dev.lapwing.lambdapack.Node;
import dev.lapwing.lambdapack.Operand;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.Size;
import dev.lapwing.lambdapack.Sizes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** How often a statement runs, and what one call costs, as formulas where they are polynomials. */
final class Formulas {
  private static final int CUBIC = 3;

  /** Kernels cost multiples of a sixth of an operation. */
  private static final long SIXTHS = 6;

  private static final double INTEGER_TOLERANCE = 1e-6;

  private Formulas() {}

  /** The number of tasks as a polynomial in the tile counts; absent if it is none. */
  static Optional<Formula> tasks(Program program, StatementQueries statement) {
    if (!program.parameters().isEmpty()) {
      return Optional.empty();
    }
    List<String> all = program.sizes().stream().map(Size::name).toList();
    List<String> free = all.stream().filter(name -> mayBeTwo(program, all, name)).toList();
    int degree = Math.max(1, statement.domain().loops().size());
    return Interpolation.find(
        free, degree, BigInteger.ONE, p -> tasks(program, statement, sizes(all, free, p)));
  }

  /** Some programs pin a size to one tile. */
  private static boolean mayBeTwo(Program program, List<String> all, String name) {
    return SizesCheck.meets(program, sizes(all, List.of(name), 2));
  }

  /** One tile of one row along every size, but along the free ones as many as the point says. */
  private static Sizes sizes(List<String> all, List<String> free, long... point) {
    Map<String, Partition> partitions = new HashMap<>();
    all.forEach(name -> partitions.put(name, new Partition(1, 1)));
    for (int v = 0; v < point.length; v++) {
      partitions.put(free.get(v), new Partition(point[v], 1));
    }
    return new Sizes(partitions, Map.of(), Map.of());
  }

  private static Optional<BigInteger> tasks(
      Program program, StatementQueries statement, Sizes sizes) {
    if (!SizesCheck.meets(program, sizes)) {
      return Optional.empty();
    }
    long count =
        BoundQuery.of(statement.tasks(), new Specializer(sizes))
            .count(new long[statement.domain().loops().size()]);
    return Optional.of(BigInteger.valueOf(count));
  }

  /**
   * The flops of one call as a polynomial in the letters of the kernel's shapes, where {@code r} is
   * the number of terms of a sum; absent if it is none.
   */
  static Optional<Formula> flops(Program program, Node.Statement statement) {
    Kernel kernel = statement.kernel();
    TreeSet<String> letters = new TreeSet<>();
    kernel.inputs().forEach(shape -> letters.addAll(List.of(shape.split(""))));
    kernel.outputs().forEach(shape -> letters.addAll(List.of(shape.split(""))));
    if (statement.reads().stream().anyMatch(read -> isSum(program, read))) {
      letters.add("r");
    }
    List<String> names = new ArrayList<>(letters);
    return Interpolation.find(
        names, CUBIC, BigInteger.valueOf(SIXTHS), point -> sixths(kernel, names, point));
  }

  /** Whether an operand is a range of tiles that do not lie side by side. */
  private static boolean isSum(Program program, Operand operand) {
    return operand instanceof Operand.TileRange range
        && program.matrices().stream()
            .filter(m -> m.name().equals(range.matrix()))
            .noneMatch(
                m ->
                    dependsOn(m.rows(), range.dimension())
                        || dependsOn(m.columns(), range.dimension()));
  }

  private static boolean dependsOn(Extent extent, int position) {
    if (extent instanceof Extent.Smaller smaller) {
      return dependsOn(smaller.left(), position) || dependsOn(smaller.right(), position);
    }
    return extent instanceof Extent.Along along && along.position() == position;
  }

  private static Optional<BigInteger> sixths(Kernel kernel, List<String> names, long[] point) {
    double flops =
        kernel
            .flops()
            .count(
                letter -> {
                  int place = names.indexOf(String.valueOf(letter));
                  return place < 0 ? 1 : point[place];
                });
    double scaled = SIXTHS * flops;
    double rounded = Math.rint(scaled);
    return Math.abs(scaled - rounded) < INTEGER_TOLERANCE * Math.max(1, rounded)
        ? Optional.of(new BigDecimal(rounded).toBigInteger())
        : Optional.empty();
  }
}
