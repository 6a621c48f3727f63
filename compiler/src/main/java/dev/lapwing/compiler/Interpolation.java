package dev.lapwing.compiler;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the polynomial that a function is, if it is one: by Newton's forward differences on a
 * simplex of integers, and then by comparing at other integers.
 */
final class Interpolation {

  /** An integer function of integers. */
  @FunctionalInterface
  interface Values {
    /** The value, or nothing where there is none. */
    Optional<BigInteger> at(long[] point);
  }

  private static final long FIRST = 1;
  private static final int CHECKS = 4;

  private final List<String> names;
  private final int degree;
  private final Values values;

  private Interpolation(List<String> names, int degree, Values values) {
    this.names = names;
    this.degree = degree;
    this.values = values;
  }

  /**
   * The polynomial.
   *
   * @param names the variables
   * @param degree the highest total degree to expect
   * @param denominator what the values were multiplied by
   */
  static Optional<Formula> find(
      List<String> names, int degree, BigInteger denominator, Values values) {
    return new Interpolation(names, degree, values).find(denominator);
  }

  private Optional<Formula> find(BigInteger denominator) {
    Map<List<Integer>, BigInteger> grid = new LinkedHashMap<>();
    for (List<Integer> steps : simplex()) {
      Optional<BigInteger> value = values.at(point(steps));
      if (value.isEmpty()) {
        return Optional.empty();
      }
      grid.put(steps, value.get());
    }
    for (int v = 0; v < names.size(); v++) {
      takeDifferences(grid, v);
    }
    Map<List<Integer>, BigInteger> terms = expand(grid);
    BigInteger factorials = factorial(degree).pow(names.size());
    return isRight(new Formula(names, terms, factorials))
        ? Optional.of(new Formula(names, terms, factorials.multiply(denominator)))
        : Optional.empty();
  }

  /** All ways to make at most {@code degree} steps along the axes. */
  private List<List<Integer>> simplex() {
    List<List<Integer>> points = List.of(List.of());
    for (int v = 0; v < names.size(); v++) {
      List<List<Integer>> longer = new ArrayList<>();
      for (List<Integer> point : points) {
        int left = degree - point.stream().mapToInt(Integer::intValue).sum();
        for (int steps = 0; steps <= left; steps++) {
          longer.add(with(point, steps));
        }
      }
      points = longer;
    }
    return points;
  }

  private static List<Integer> with(List<Integer> list, int last) {
    List<Integer> longer = new ArrayList<>(list);
    longer.add(last);
    return List.copyOf(longer);
  }

  private static long[] point(List<Integer> steps) {
    return steps.stream().mapToLong(s -> FIRST + s).toArray();
  }

  /** Leaves the forward difference of order k along an axis at step k of the axis. */
  private void takeDifferences(Map<List<Integer>, BigInteger> grid, int axis) {
    for (int order = 1; order <= degree; order++) {
      Map<List<Integer>, BigInteger> before = Map.copyOf(grid);
      for (List<Integer> steps : before.keySet()) {
        if (steps.get(axis) >= order) {
          List<Integer> lower = new ArrayList<>(steps);
          lower.set(axis, steps.get(axis) - 1);
          grid.put(steps, before.get(steps).subtract(before.get(lower)));
        }
      }
    }
  }

  /** The sum of differences times products of binomials, over a common denominator. */
  private Map<List<Integer>, BigInteger> expand(Map<List<Integer>, BigInteger> differences) {
    Map<List<Integer>, BigInteger> sum = new HashMap<>();
    differences.forEach(
        (orders, difference) -> {
          Map<List<Integer>, BigInteger> product = Map.of(List.of(), difference);
          for (int order : orders) {
            product = times(product, scaledBinomial(order));
          }
          product.forEach((exponents, c) -> sum.merge(exponents, c, BigInteger::add));
        });
    return sum;
  }

  private static Map<List<Integer>, BigInteger> times(
      Map<List<Integer>, BigInteger> product, BigInteger[] factor) {
    Map<List<Integer>, BigInteger> longer = new HashMap<>();
    product.forEach(
        (exponents, c) -> {
          for (int power = 0; power < factor.length; power++) {
            if (factor[power].signum() != 0) {
              longer.put(with(exponents, power), c.multiply(factor[power]));
            }
          }
        });
    return longer;
  }

  /** The coefficients of {@code degree! binomial(x - FIRST, order)}, the lowest power first. */
  private BigInteger[] scaledBinomial(int order) {
    BigInteger[] polynomial = new BigInteger[degree + 1];
    Arrays.fill(polynomial, BigInteger.ZERO);
    polynomial[0] = factorial(degree).divide(factorial(order));
    for (int k = 0; k < order; k++) {
      BigInteger root = BigInteger.valueOf(FIRST + k);
      for (int power = degree; power >= 0; power--) {
        BigInteger lower = power == 0 ? BigInteger.ZERO : polynomial[power - 1];
        polynomial[power] = lower.subtract(polynomial[power].multiply(root));
      }
    }
    return polynomial;
  }

  private static BigInteger factorial(int n) {
    BigInteger factorial = BigInteger.ONE;
    for (int k = 2; k <= n; k++) {
      factorial = factorial.multiply(BigInteger.valueOf(k));
    }
    return factorial;
  }

  /** Compares away from the grid: on the diagonal, and with one variable larger than the rest. */
  private boolean isRight(Formula formula) {
    for (int check = 0; check < CHECKS + names.size(); check++) {
      long[] point = new long[names.size()];
      for (int v = 0; v < point.length; v++) {
        point[v] = FIRST + degree + 1 + check + (v == check - CHECKS ? degree + 2 : 0);
      }
      Optional<BigInteger> value = values.at(point);
      if (value.isEmpty() || !formula.equalsAt(point, value.get())) {
        return false;
      }
    }
    return true;
  }
}
