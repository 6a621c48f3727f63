package dev.lapwing.lambdapack;

import static dev.lapwing.lambdapack.Index.ceilLog;
import static dev.lapwing.lambdapack.Index.ceilLog2;
import static dev.lapwing.lambdapack.Index.constant;
import static dev.lapwing.lambdapack.Index.max;
import static dev.lapwing.lambdapack.Index.min;
import static dev.lapwing.lambdapack.Index.pow;
import static dev.lapwing.lambdapack.Index.pow2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.lambdapack.reference.Evaluator;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.LongBinaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class IndexTest {

  /** What an author may write, as index arithmetic and as arithmetic on numbers. */
  private sealed interface Formula {
    Index index(Index i, Index j);

    long value(long i, long j);

    record Value(long value) implements Formula {
      @Override
      public Index index(Index i, Index j) {
        return constant(value);
      }

      @Override
      public long value(long i, long j) {
        return value;
      }
    }

    record Variable(boolean isFirst) implements Formula {
      @Override
      public Index index(Index i, Index j) {
        return isFirst ? i : j;
      }

      @Override
      public long value(long i, long j) {
        return isFirst ? i : j;
      }
    }

    record Operation(Operator operator, Formula left, Formula right) implements Formula {
      @Override
      public Index index(Index i, Index j) {
        return operator.indices.apply(left.index(i, j), right.index(i, j));
      }

      @Override
      public long value(long i, long j) {
        return operator.numbers.applyAsLong(left.value(i, j), right.value(i, j));
      }
    }
  }

  /** The same operation on indices and on numbers. */
  private record Operator(BinaryOperator<Index> indices, LongBinaryOperator numbers) {}

  private static final Operator PLUS = new Operator(Index::plus, Math::addExact);

  private static final List<Operator> OPERATORS = List.of(
      PLUS,
      new Operator(Index::minus, Math::subtractExact),
      new Operator(Index::times, Math::multiplyExact),
      new Operator(Index::min, Math::min),
      new Operator(Index::max, Math::max),
      new Operator((a, b) -> a.minus(b).floorDiv(3), (a, b) -> Math.floorDiv(a - b, 3)),
      new Operator((a, b) -> a.plus(b).ceilDiv(2), (a, b) -> -Math.floorDiv(-(a + b), 2)),
      new Operator((a, b) -> a.plus(b).mod(5), (a, b) -> Math.floorMod(a + b, 5)),
      new Operator(
          (a, b) -> a.ceilDiv(max(b, constant(1))), (a, b) -> -Math.floorDiv(-a, Math.max(b, 1))));

  @Provide
  Arbitrary<Formula> formulas() {
    Arbitrary<Formula> leaf = Arbitraries.oneOf(
        Arbitraries.longs().between(-3, 3).map(Formula.Value::new),
        Arbitraries.of(true, false).map(Formula.Variable::new));
    return Arbitraries.recursive(
        () -> leaf,
        smaller -> Combinators.combine(Arbitraries.of(OPERATORS), smaller, smaller)
            .as(Formula.Operation::new),
        0,
        4);
  }

  @Property(tries = 500)
  void indexArithmeticIsArithmetic(
      @ForAll("formulas") Formula formula,
      @ForAll @LongRange(max = 7) long i,
      @ForAll @LongRange(max = 7) long j) {
    assertThat(evaluate(expression(formula), i, j)).isEqualTo(formula.value(i, j));
  }

  @Property(tries = 500)
  void whatIsProvedEqualIsEqual(
      @ForAll("formulas") Formula left,
      @ForAll("formulas") Formula right,
      @ForAll @LongRange(max = 7) long i,
      @ForAll @LongRange(max = 7) long j) {
    Expr sum = expression(new Formula.Operation(PLUS, left, right));
    Expr swapped = expression(new Formula.Operation(PLUS, right, left));
    assertThat(new Equalities(List.of()).prove(sum, swapped)).isTrue();
    if (new Equalities(List.of()).prove(expression(left), expression(right))) {
      assertThat(left.value(i, j)).isEqualTo(right.value(i, j));
    }
  }

  @Property(tries = 500)
  void whatIsProvedUnderAGuardIsEqualWhereItHolds(
      @ForAll("formulas") Formula left,
      @ForAll("formulas") Formula right,
      @ForAll @LongRange(max = 7) long i,
      @ForAll @LongRange(min = -3, max = 3) long shift) {
    Guard guard = new Guard.Comparison(
        expression(new Formula.Variable(false)),
        Guard.Relation.EQUAL,
        Arithmetic.sum(expression(new Formula.Variable(true)), Arithmetic.constant(shift)));
    if (new Equalities(List.of(guard)).prove(expression(left), expression(right))) {
      assertThat(left.value(i, i + shift)).isEqualTo(right.value(i, i + shift));
    }
  }

  private static Expr expression(Formula formula) {
    Index i = new Index(new Expr.IndexValue("i", 0), Origin.CONSTANT);
    Index j = new Index(new Expr.IndexValue("j", 1), Origin.CONSTANT);
    return formula.index(i, j).expression();
  }

  private static long evaluate(Expr expression, long i, long j) {
    Sizes none = new Sizes(Map.of(), Map.of(), Map.of());
    return new Evaluator(none, List.of(i, j)).value(expression);
  }

  @Test
  void expressionsReadAsWritten() {
    Program.define("text", p -> {
      Dimension n = p.size("n");
      Index chunk = p.parameter("chunk");
      p.loop("i", 0, n, i -> {
        assertThat(i.plus(1).minus(1)).hasToString("i");
        assertThat(n.minus(1).minus(i)).hasToString("n - 1 - i");
        assertThat(n.minus(i.plus(2))).hasToString("n - (i + 2)");
        assertThat(i.plus(n).times(2).minus(3)).hasToString("(i + n) * 2 - 3");
        assertThat(n.ceilDiv(chunk)).hasToString("ceil(n / chunk)");
        assertThat(n.floorDiv(2)).hasToString("floor(n / 2)");
        assertThat(n.plus(1).ceilDiv(i.times(2))).hasToString("ceil((n + 1) / (i * 2))");
        assertThat(pow2(i.plus(1))).hasToString("2^(i + 1)");
        assertThat(pow(3, i)).hasToString("3^i");
        assertThat(ceilLog2(n)).hasToString("ceilLog2(n)");
        assertThat(ceilLog(5, n)).hasToString("ceilLog(5, n)");
        assertThat(min(i, n.mod(4))).hasToString("min(i, mod(n, 4))");
        assertThat(i.lessThan(n).and(i.equalTo(0).or(i.atLeast(3)).not()))
            .hasToString("i < n and not (i == 0 or 3 <= i)");
        assertThat(i.lessThan(n).or(i.notEqualTo(0)).and(i.greaterThan(1)))
            .hasToString("(i < n or i != 0) and 1 < i");
      });
    });
  }

  @Test
  void constantsAreComputedAtOnce() {
    assertThat(pow(3, constant(4))).hasToString("81");
    assertThat(ceilLog2(constant(0))).hasToString("0");
    assertThat(ceilLog2(constant(1))).hasToString("0");
    assertThat(ceilLog2(constant(5))).hasToString("3");
    assertThat(ceilLog(3, constant(9))).hasToString("2");
    assertThat(constant(-7).floorDiv(2)).hasToString("-4");
    assertThat(constant(-7).ceilDiv(2)).hasToString("-3");
    assertThat(constant(-7).mod(3)).hasToString("2");
  }
}
