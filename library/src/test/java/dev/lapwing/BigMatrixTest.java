package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.tiles.HeapMatrix;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(Lifecycle.PER_CLASS)
class BigMatrixTest {
  private final Lapwing lapwing = Lapwing.builder().tile(16).build();

  @AfterAll
  void close() {
    lapwing.close();
  }

  /** What looks at the matrix, or gives a view of it, takes no time worth a run. */
  private static final Set<String> AT_ONCE =
      Set.of(
          "lapwing",
          "location",
          "shape",
          "rows",
          "columns",
          "precision",
          "tileShape",
          "tileCounts",
          "storedBytes",
          "get",
          "toArray",
          "toRowMajor",
          "transpose",
          "slice",
          "sliceTiles",
          "inTiles",
          "async",
          "toString",
          "close");

  @Test
  void whatIsComputedHasATwinThatDoesNotWait() {
    Set<String> twins =
        publicMethods(AsyncMatrix.class).map(Method::getName).collect(Collectors.toSet());
    Stream<Method> computing =
        publicMethods(BigMatrix.class).filter(method -> !AT_ONCE.contains(method.getName()));
    assertThat(computing.map(Method::getName)).isNotEmpty().isSubsetOf(twins);
    for (Class<?> factors :
        List.of(
            CholeskyFactor.class,
            LuFactor.class,
            QrFactorization.class,
            LqFactorization.class,
            SvdFactorization.class,
            PrincipalComponents.class,
            Residuals.class)) {
      Set<String> names = publicMethods(factors).map(Method::getName).collect(Collectors.toSet());
      assertThat(names).filteredOn(name -> name.endsWith("Async")).isNotEmpty();
      assertThat(names)
          .filteredOn(name -> name.endsWith("Async"))
          .allSatisfy(name -> assertThat(names).contains(name.replace("Async", "")));
    }
  }

  private static Stream<Method> publicMethods(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic());
  }

  @Test
  void anArrayComesBackAsItWentIn() {
    double[][] rows = HeapMatrix.numbered(40, 23);

    BigMatrix a = lapwing.matrix(rows);

    assertThat(a.shape()).isEqualTo(new Shape(40, 23));
    assertThat(a.tileShape()).isEqualTo(new Shape(16, 16));
    assertThat(a.tileCounts()).isEqualTo(new Shape(3, 2));
    assertThat(a.toArray()).isDeepEqualTo(rows);
    assertThat(a.get(39, 22)).isEqualTo(39022);
  }

  @Test
  void anArrayInRowMajorOrderComesBackAsItWentIn() {
    double[] entries = {1, 2, 3, 4, 5, 6};

    BigMatrix a = lapwing.matrix(2, 3, entries);

    assertThat(a.toRowMajor()).isEqualTo(entries);
    assertThat(a.toArray()).isDeepEqualTo(new double[][] {{1, 2, 3}, {4, 5, 6}});
  }

  @Test
  void changingTheArrayAfterwardsChangesNothing() {
    double[][] rows = {{1}};
    BigMatrix a = lapwing.matrix(rows);

    rows[0][0] = 2;

    assertThat(a.get(0, 0)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"0, 50, 0, 50", "16, 48, 0, 32", "3, 20, 7, 50", "49, 50, 49, 50", "10, 10, 0, 50"})
  void aSliceShowsItsRowsAndColumns(int fromRow, int toRow, int fromColumn, int toColumn) {
    BigMatrix a = lapwing.matrix(HeapMatrix.numbered(50, 50));

    BigMatrix slice = a.slice(fromRow, toRow, fromColumn, toColumn);

    assertThat(slice.shape()).isEqualTo(new Shape(toRow - fromRow, toColumn - fromColumn));
    assertThat(slice.toArray())
        .isDeepEqualTo(
            HeapMatrix.of(
                toRow - fromRow,
                toColumn - fromColumn,
                (i, j) -> 1000 * (fromRow + i) + fromColumn + j));
  }

  @Test
  void aSliceOfTilesShowsWholeTiles() {
    BigMatrix a = lapwing.matrix(HeapMatrix.numbered(50, 50));

    BigMatrix slice = a.sliceTiles(1, 4, 0, 2);

    assertThat(slice.shape()).isEqualTo(new Shape(34, 32));
    assertThat(slice.get(0, 31)).isEqualTo(16031);
  }

  @Test
  void viewsOfViewsShowTheSameEntries() {
    BigMatrix a = lapwing.matrix(HeapMatrix.numbered(50, 40));

    BigMatrix view = a.slice(5, 45, 3, 33).transpose().slice(2, 20, 1, 30).transpose();

    assertThat(view.toArray())
        .isDeepEqualTo(HeapMatrix.of(29, 18, (i, j) -> 1000 * (6 + i) + 5 + j));
  }

  @Test
  void viewsAreMultipliedAndFactoredLikeMatrices() {
    BigMatrix a = lapwing.randomSpd(100, 1);
    BigMatrix corner = a.slice(10, 70, 10, 70);

    assertThat(Residuals.cholesky(corner, corner.cholesky().lower())).isLessThan(10);
    assertThat(Residuals.multiply(corner.transpose(), corner, corner.transposeMultiply(corner)))
        .isLessThan(10);
  }

  @Test
  void aCopyHasTilesOfItsOwnInTheShapeThatIsWanted() {
    double[][] rows = HeapMatrix.numbered(50, 40);
    BigMatrix copy = lapwing.matrix(rows).slice(1, 50, 1, 40).copy(new Shape(7, 9));

    assertThat(copy.tileShape()).isEqualTo(new Shape(7, 9));
    assertThat(copy.toArray()).isDeepEqualTo(HeapMatrix.of(49, 39, (i, j) -> rows[i + 1][j + 1]));
  }

  @ParameterizedTest
  @CsvSource({"-1, 2, 0, 1", "0, 51, 0, 1", "3, 2, 0, 1", "0, 1, 0, 51"})
  void aSliceBeyondTheMatrixIsRefused(int fromRow, int toRow, int fromColumn, int toColumn) {
    BigMatrix a = lapwing.zeros(50, 50);

    assertThatThrownBy(() -> a.slice(fromRow, toRow, fromColumn, toColumn))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining("50");
  }

  @Test
  void anEntryBeyondTheMatrixIsRefused() {
    BigMatrix a = lapwing.zeros(3, 2);

    assertThatThrownBy(() -> a.get(3, 0)).hasMessageContaining("row 3");
    assertThatThrownBy(() -> a.get(0, -1)).hasMessageContaining("column -1");
  }

  @Test
  void rowsOfDifferentLengthsAreRefused() {
    assertThatThrownBy(() -> lapwing.matrix(new double[][] {{1, 2}, {3}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("row 1 has 1");
  }

  @Test
  void anArrayOfTheWrongLengthIsRefused() {
    assertThatThrownBy(() -> lapwing.matrix(2, 3, new double[5]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 x 3 has 6 entries, the array has 5");
  }

  @Test
  void aNegativeShapeIsRefused() {
    assertThatThrownBy(() -> lapwing.zeros(-1, 3)).isInstanceOf(IllegalArgumentException.class);
  }
}
