package dev.lapwing.executor.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.state.Precision;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelfTestTest {

  @ParameterizedTest
  @EnumSource(Precision.class)
  void aCorrectBlasPasses(Precision precision) {
    assertThat(new SelfTest<>(new JavaBlas(), precision).mistakes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gemm", "syrk", "trsm", "potrf", "geqrt", "tpqrt", "gemqrt", "tpmqrt"})
  void aMistakeInOneEntryOfFloatsIsFound(String routine) {
    assertThat(new SelfTest<>(wrongIn(routine, 0.5), Precision.FLOAT32).mistakes()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gemm", "syrk", "trsm", "potrf", "geqrt", "tpqrt", "gemqrt", "tpmqrt"})
  void aMistakeInOneEntryOfOneShapeIsFound(String routine) {
    assertThat(new SelfTest<>(wrongIn(routine, 1e-3), Precision.FLOAT64).mistakes()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gemm", "syrk", "trsm", "potrf", "geqrt", "tpqrt", "gemqrt", "tpmqrt"})
  void notANumberIsFound(String routine) {
    assertThat(new SelfTest<>(wrongIn(routine, Double.NaN), Precision.FLOAT64).mistakes())
        .isNotEmpty();
  }

  /** A BLAS whose routine spoils one entry of results with 67 rows, and of no others. */
  @SuppressWarnings("unchecked")
  private static Blas<HeapView> wrongIn(String routine, double error) {
    var correct = new JavaBlas();
    return (Blas<HeapView>)
        Proxy.newProxyInstance(
            Blas.class.getClassLoader(),
            new Class<?>[] {Blas.class},
            (proxy, method, arguments) -> {
              Object result = invoke(() -> method.invoke(correct, arguments));
              if (method.getName().equals(routine)) {
                spoil(resultOf(routine, arguments), error);
              }
              return result;
            });
  }

  private static HeapView resultOf(String routine, Object[] arguments) {
    return (HeapView)
        switch (routine) {
          case "potrf" -> arguments[0];
          case "geqrt" -> arguments[1];
          case "tpqrt" -> arguments[4];
          case "gemqrt" -> arguments[4];
          case "tpmqrt" -> arguments[7];
          default -> arguments[arguments.length - 1];
        };
  }

  private static void spoil(HeapView result, double error) {
    if (result.rows() == 67) {
      HeapMatrix matrix = result.matrix();
      int column = Math.min(40, matrix.columns() - 1);
      matrix.set(41, column, matrix.get(41, column) + error);
    }
  }

  private static Object invoke(Invocation invocation) throws Throwable {
    try {
      return invocation.run();
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private interface Invocation {
    Object run() throws ReflectiveOperationException;
  }
}
