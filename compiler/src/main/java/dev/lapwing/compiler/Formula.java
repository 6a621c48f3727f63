package dev.lapwing.compiler;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A polynomial with rational coefficients in named variables: {@code (n^3 + 3 n^2 + 2 n)/6}. */
final class Formula {
  private static final Comparator<List<Integer>> HIGHEST_FIRST =
      Comparator.<List<Integer>>comparingInt(e -> -e.stream().mapToInt(Integer::intValue).sum())
          .thenComparing(e -> e.stream().map(power -> (char) (9 - power)).toList().toString());

  private final List<String> names;
  private final Map<List<Integer>, BigInteger> numerators = new TreeMap<>(HIGHEST_FIRST);
  private final BigInteger denominator;

  /** The polynomial whose terms, by exponents, have a common denominator. */
  Formula(List<String> names, Map<List<Integer>, BigInteger> numerators, BigInteger denominator) {
    this.names = List.copyOf(names);
    BigInteger divisor = numerators.values().stream().reduce(denominator, BigInteger::gcd);
    this.denominator = denominator.divide(divisor);
    numerators.forEach(
        (exponents, numerator) -> {
          if (numerator.signum() != 0) {
            this.numerators.put(exponents, numerator.divide(divisor));
          }
        });
  }

  /** The value at integers, multiplied by the denominator. */
  private BigInteger scaledAt(long[] values) {
    BigInteger sum = BigInteger.ZERO;
    for (Map.Entry<List<Integer>, BigInteger> term : numerators.entrySet()) {
      BigInteger product = term.getValue();
      for (int v = 0; v < values.length; v++) {
        product = product.multiply(BigInteger.valueOf(values[v]).pow(term.getKey().get(v)));
      }
      sum = sum.add(product);
    }
    return sum;
  }

  boolean equalsAt(long[] values, BigInteger expected) {
    return scaledAt(values).equals(expected.multiply(denominator));
  }

  @Override
  public String toString() {
    List<String> terms = new ArrayList<>();
    numerators.forEach((exponents, numerator) -> terms.add(term(exponents, numerator)));
    String sum = String.join(" + ", terms).replace("+ -", "- ");
    if (sum.isEmpty()) {
      return "0";
    }
    if (denominator.equals(BigInteger.ONE)) {
      return sum;
    }
    return (terms.size() > 1 ? "(" + sum + ")" : sum) + "/" + denominator;
  }

  private String term(List<Integer> exponents, BigInteger numerator) {
    List<String> factors = new ArrayList<>();
    for (int v = 0; v < exponents.size(); v++) {
      int power = exponents.get(v);
      if (power > 0) {
        factors.add(names.get(v) + (power > 1 ? "^" + power : ""));
      }
    }
    String product = String.join(" ", factors);
    if (factors.isEmpty()) {
      return numerator.toString();
    } else if (numerator.abs().equals(BigInteger.ONE)) {
      return (numerator.signum() < 0 ? "-" : "") + product;
    }
    return numerator + " " + product;
  }
}
