package dev.lapwing.executor.kernels;

import dev.lapwing.lambdapack.EntryFunction;
import dev.lapwing.lambdapack.EntryOperator;
import dev.lapwing.state.Tile;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * The kernels that apply a function by its name: {@code map} and {@code combine}. The same Java on
 * every route, and with {@link StrictMath} the same bits in every JVM.
 */
final class EntryKernels {

  /** {@code D = f(X)}. */
  void map(Call call) {
    Tile output = call.output(0);
    Tile x = call.input(0);
    call.require(x, output.rows(), output.columns());
    DoubleUnaryOperator function = function(call);
    Strips.map(
        x,
        output,
        (first, strip, count) -> {
          for (int i = 0; i < count; i++) {
            strip[i] = function.applyAsDouble(strip[i]);
          }
        });
    call.done(0, x);
  }

  /** {@code D = f(X, Y)}. */
  void combine(Call call) {
    Tile output = call.output(0);
    Tile x = call.input(0);
    Tile y = call.input(1);
    call.require(x, output.rows(), output.columns());
    call.require(y, output.rows(), output.columns());
    combine(x, y, output, operator(call));
    call.done(0, x);
    call.done(1, y);
  }

  /** {@code output := f(x, y)} for every entry. */
  static void combine(Tile x, Tile y, Tile output, DoubleBinaryOperator operator) {
    Strips.combine(
        x,
        y,
        output,
        (strip, other, count) -> {
          for (int i = 0; i < count; i++) {
            strip[i] = operator.applyAsDouble(strip[i], other[i]);
          }
        });
  }

  private static DoubleUnaryOperator function(Call call) {
    double alpha = call.kernel().scalars() > 0 ? call.scalar(0) : 0;
    double beta = call.kernel().scalars() > 1 ? call.scalar(1) : 0;
    return switch (EntryFunction.valueOf(name(call))) {
      case ABS -> Math::abs;
      case NEGATE -> x -> -x;
      case RECIPROCAL -> x -> 1 / x;
      case SQUARE -> x -> x * x;
      case SQRT -> Math::sqrt;
      case EXP -> StrictMath::exp;
      case LOG -> StrictMath::log;
      case PLUS -> x -> x + alpha;
      case OVER -> x -> x / alpha;
      case POWER -> x -> StrictMath.pow(x, alpha);
      case MIN -> x -> Math.min(x, alpha);
      case MAX -> x -> Math.max(x, alpha);
      case CLIP -> x -> Math.min(Math.max(x, alpha), beta);
    };
  }

  private static DoubleBinaryOperator operator(Call call) {
    return switch (EntryOperator.valueOf(name(call))) {
      case TIMES -> (x, y) -> x * y;
      case DIVIDE -> (x, y) -> x / y;
      case MIN -> Math::min;
      case MAX -> Math::max;
    };
  }

  private static String name(Call call) {
    return call.kernel().options().get(0).toUpperCase(Locale.ROOT);
  }
}
