package dev.lapwing.lambdapack.reference;

import dev.lapwing.lambdapack.Expr;
import dev.lapwing.lambdapack.Extent;
import dev.lapwing.lambdapack.Guard;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.ScalarArgument;
import dev.lapwing.lambdapack.Size;
import dev.lapwing.lambdapack.Sizes;
import java.util.List;
import java.util.Map;

/** The values of expressions at given sizes and loop indices, straight from their definition. */
public record Evaluator(Sizes sizes, List<Long> indices) {

  public Evaluator {
    indices = List.copyOf(indices);
  }

  /** The value of an expression. */
  public long value(Expr expression) {
    if (expression instanceof Expr.Constant constant) {
      return constant.value();
    } else if (expression instanceof Expr.TileCount count) {
      return partition(count.size()).tiles();
    } else if (expression instanceof Expr.ParameterValue parameter) {
      return required(sizes.parameters(), parameter.parameter().name());
    } else if (expression instanceof Expr.IndexValue index) {
      return indices.get(index.depth());
    } else if (expression instanceof Expr.Power power) {
      return power(power.base(), value(power.exponent()));
    } else if (expression instanceof Expr.CeilLog log) {
      return ceilLog(log.base(), value(log.operand()));
    }
    return binary(expression);
  }

  private long binary(Expr expression) {
    if (expression instanceof Expr.Sum sum) {
      return Math.addExact(value(sum.left()), value(sum.right()));
    } else if (expression instanceof Expr.Difference difference) {
      return Math.subtractExact(value(difference.left()), value(difference.right()));
    } else if (expression instanceof Expr.Product product) {
      return Math.multiplyExact(value(product.left()), value(product.right()));
    } else if (expression instanceof Expr.FloorDiv quotient) {
      return Math.floorDiv(value(quotient.left()), positive(quotient.right()));
    } else if (expression instanceof Expr.Mod mod) {
      return Math.floorMod(value(mod.left()), positive(mod.right()));
    } else if (expression instanceof Expr.Min min) {
      return Math.min(value(min.left()), value(min.right()));
    } else if (expression instanceof Expr.Max max) {
      return Math.max(value(max.left()), value(max.right()));
    }
    throw new AssertionError(expression);
  }

  private long positive(Expr divisor) {
    long value = value(divisor);
    if (value <= 0) {
      throw new ArithmeticException("division by " + value + " = " + divisor.text());
    }
    return value;
  }

  private static long power(long base, long exponent) {
    if (exponent < 0) {
      throw new ArithmeticException(base + "^" + exponent);
    }
    return exponent == 0 ? 1 : Math.multiplyExact(base, power(base, exponent - 1));
  }

  private static long ceilLog(long base, long operand) {
    long exponent = 0;
    while (power(base, exponent) < operand) {
      exponent++;
    }
    return exponent;
  }

  /** Whether a guard holds. */
  public boolean holds(Guard guard) {
    if (guard instanceof Guard.Comparison comparison) {
      return compare(comparison);
    } else if (guard instanceof Guard.And and) {
      return holds(and.left()) && holds(and.right());
    } else if (guard instanceof Guard.Or or) {
      return holds(or.left()) || holds(or.right());
    } else if (guard instanceof Guard.Not not) {
      return !holds(not.operand());
    }
    throw new AssertionError(guard);
  }

  private boolean compare(Guard.Comparison comparison) {
    long left = value(comparison.left());
    long right = value(comparison.right());
    return switch (comparison.relation()) {
      case LESS -> left < right;
      case LESS_OR_EQUAL -> left <= right;
      case EQUAL -> left == right;
      case NOT_EQUAL -> left != right;
    };
  }

  /** The length that an extent gives to the tile with some indices. */
  public int length(Extent extent, List<Long> tile) {
    if (extent instanceof Extent.Along along) {
      return Math.toIntExact(partition(along.size()).length(tile.get(along.position())));
    } else if (extent instanceof Extent.OfTile of) {
      return Math.toIntExact(partition(of.size()).length(of.tile()));
    } else if (extent instanceof Extent.Whole whole) {
      return Math.toIntExact(partition(whole.size()).elements());
    } else if (extent instanceof Extent.Fixed fixed) {
      return Math.toIntExact(fixed.length());
    } else if (extent instanceof Extent.Smaller smaller) {
      return Math.min(length(smaller.left(), tile), length(smaller.right(), tile));
    }
    throw new AssertionError(extent);
  }

  /** The value of a scalar argument. */
  public double scalar(ScalarArgument argument) {
    if (argument instanceof ScalarArgument.Literal literal) {
      return literal.value();
    } else if (argument instanceof ScalarArgument.Named named) {
      return required(sizes.scalars(), named.name());
    } else if (argument instanceof ScalarArgument.Computed computed) {
      return value(computed.value());
    }
    throw new AssertionError(argument);
  }

  private Partition partition(Size size) {
    return required(sizes.partitions(), size.name());
  }

  private static <T> T required(Map<String, T> values, String name) {
    T value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no value for " + name);
    }
    return value;
  }
}
