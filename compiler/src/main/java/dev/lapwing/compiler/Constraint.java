package dev.lapwing.compiler;

import dev.lapwing.lambdapack.Guard;

/** What the variables of a query must satisfy. */
sealed interface Constraint {

  /** The variables mentioned. */
  long slots();

  /** {@code value == 0}. */
  record Zero(Polynomial value) implements Constraint {
    @Override
    public long slots() {
      return value.slots();
    }

    @Override
    public String toString() {
      String text = value.toString();
      return (text.startsWith("-") ? value.times(-1) : text) + " == 0";
    }
  }

  /** {@code value >= 0}. */
  record NotNegative(Polynomial value) implements Constraint {
    @Override
    public long slots() {
      return value.slots();
    }

    @Override
    public String toString() {
      return value + " >= 0";
    }
  }

  /** {@code value} is a multiple of {@code modulus}, which is positive. */
  record Multiple(Polynomial value, Polynomial modulus) implements Constraint {
    @Override
    public long slots() {
      return value.slots() | modulus.slots();
    }

    @Override
    public String toString() {
      return modulus + " divides " + value;
    }
  }

  /** A guard that is no conjunction of the others. */
  record Holds(Guard guard) implements Constraint {
    @Override
    public long slots() {
      return Slots.mentioned(guard);
    }

    @Override
    public String toString() {
      return guard.text();
    }
  }
}
