package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.testing.Eventually;
import org.junit.jupiter.api.Test;

class LifecycleTest {

  @Test
  void closingAMatrixGivesItsMemoryBack() {
    try (Lapwing lapwing = Lapwing.local()) {
      BigMatrix a = lapwing.zeros(300, 300);
      assertThat(lapwing.memoryInUse()).isGreaterThanOrEqualTo(300 * 300 * Double.BYTES);

      a.close();

      assertThat(lapwing.memoryInUse()).isZero();
    }
  }

  @Test
  void computationsLeaveNothingButTheirResults() {
    try (Lapwing lapwing = Lapwing.builder().tile(32).build()) {
      BigMatrix a = lapwing.randomSpd(100, 1);
      BigMatrix b = lapwing.random(100, 5, 2);
      long before = lapwing.memoryInUse();

      a.solveSpd(b).close();
      a.solve(b).close();
      a.inverse().close();
      a.determinant();
      a.reciprocalCondition();
      a.cholesky().close();
      try (CholeskyFactor factor = a.cholesky()) {
        factor.solve(b).close();
      }
      b.tsqr().close();
      b.leastSquares(b).close();
      a.multiply(b).close();
      a.gram().close();
      a.copy(new Shape(7, 7)).close();
      assertThat(Residuals.orthogonality(b)).isPositive();
      assertThat(a.norm(Norm.ONE)).isPositive();
      assertThat(a.toRowMajor()).hasSize(100 * 100);

      assertThat(lapwing.memoryInUse()).isEqualTo(before);
    }
  }

  @Test
  void aRunThatFailsLeavesNothing() {
    try (Lapwing lapwing = Lapwing.builder().tile(32).build()) {
      BigMatrix a = lapwing.matrix(100, 100, (i, j) -> i == j ? i - 80 : 0);
      long before = lapwing.memoryInUse();

      assertThatThrownBy(a::cholesky).isInstanceOf(RuntimeException.class);
      assertThatThrownBy(() -> lapwing.matrix(100, 100, (i, j) -> Math.floorDiv(1, i - 50)))
          .isInstanceOf(ArithmeticException.class);

      assertThat(lapwing.memoryInUse()).isEqualTo(before);
    }
  }

  @Test
  void aViewKeepsTheTilesOfAMatrixThatIsClosed() {
    try (Lapwing lapwing = Lapwing.local()) {
      BigMatrix a = lapwing.matrix(3, 3, (i, j) -> 10 * i + j);
      BigMatrix view = a.transpose();

      a.close();

      assertThat(view.get(1, 2)).isEqualTo(21);
      view.close();
      assertThat(lapwing.memoryInUse()).isZero();
    }
  }

  @Test
  void aRunKeepsTheTilesOfAMatrixThatIsClosed() {
    try (Lapwing lapwing = Lapwing.builder().tile(32).build()) {
      BigMatrix a = lapwing.randomSpd(200, 1);

      Run<BigMatrix> run = a.async().gram();
      a.close();

      assertThat(run.join().shape()).isEqualTo(new Shape(200, 200));
    }
  }

  @Test
  void aMatrixThatIsForgottenIsFreed() throws Exception {
    try (Lapwing lapwing = Lapwing.local()) {
      makeAndForget(lapwing);

      Eventually.until(
          "it is freed",
          () -> {
            System.gc();
            return lapwing.memoryInUse() == 0;
          });
    }
  }

  private static void makeAndForget(Lapwing lapwing) {
    assertThat(lapwing.zeros(100, 100).rows()).isEqualTo(100);
  }

  @Test
  void aMatrixThatIsClosedIsRefused() {
    try (Lapwing lapwing = Lapwing.local()) {
      BigMatrix a = lapwing.identity(3);
      a.close();
      a.close();

      assertThatThrownBy(() -> a.multiply(a))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("closed");
      assertThatThrownBy(() -> a.get(0, 0)).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(a::toArray).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(a::transpose).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> a.norm(Norm.ONE)).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aLapwingThatIsClosedRefusesWork() {
    Lapwing lapwing = Lapwing.local();
    BigMatrix a = lapwing.identity(3);
    lapwing.close();
    lapwing.close();

    assertThatThrownBy(() -> lapwing.identity(3))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(a::cholesky)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    a.close();
  }

  @Test
  void aBudgetThatIsTooSmallIsNamed() {
    try (Lapwing lapwing = Lapwing.builder().memoryBudget(1 << 20).build()) {
      assertThatThrownBy(() -> lapwing.zeros(1000, 1000))
          .isInstanceOf(dev.lapwing.executor.OutOfMemoryBudget.class)
          .hasMessageContaining("1,048,576");
      assertThat(lapwing.memoryInUse()).isZero();
    }
  }

  @Test
  void optionsThatMeanNothingAreRefusedByTheCallThatSetsThem() {
    assertThatThrownBy(() -> Lapwing.builder().threads(0)).hasMessageContaining("0");
    assertThatThrownBy(() -> Lapwing.builder().tile(-5)).hasMessageContaining("-5");
    assertThatThrownBy(() -> Lapwing.builder().memoryBudget(0)).hasMessageContaining("0");
  }
}
