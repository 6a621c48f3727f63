package dev.lapwing.lambdapack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class KernelsTest {

  static Stream<Kernel> all() {
    return Kernels.all().stream();
  }

  @Test
  void theCatalogueHasEveryVariantOnce() {
    Map<String, Long> variants =
        all().collect(Collectors.groupingBy(Kernel::name, Collectors.counting()));
    assertThat(variants)
        .containsOnly(
            Map.entry("potrf", 1L),
            Map.entry("trsm", 16L),
            Map.entry("syrk", 8L),
            Map.entry("gemm", 8L),
            Map.entry("gemmtrsm", 1L),
            Map.entry("add", 1L),
            Map.entry("axpby", 1L),
            Map.entry("scale", 1L),
            Map.entry("shift", 1L),
            Map.entry("copy", 1L),
            Map.entry("lag2", 1L),
            Map.entry("transpose", 1L),
            Map.entry("lacpy", 3L),
            Map.entry("laset", 1L),
            Map.entry("geqrt", 1L),
            Map.entry("gemqrt", 3L),
            Map.entry("tpqrt", 2L),
            Map.entry("tpmqrt", 10L),
            Map.entry("gebrd", 2L),
            Map.entry("gbbrd", 2L),
            Map.entry("ormbr", 3L),
            Map.entry("bdsqr", 1L),
            Map.entry("bdsdc", 1L),
            Map.entry("sbtrd", 2L),
            Map.entry("sytrd", 2L),
            Map.entry("ormtr", 1L),
            Map.entry("sterf", 1L),
            Map.entry("stedc", 1L),
            Map.entry("tntpiv", 2L),
            Map.entry("getrf", 1L),
            Map.entry("gessm", 1L),
            Map.entry("swptrsm", 1L),
            Map.entry("swpgemm", 1L),
            Map.entry("laswp", 1L),
            Map.entry("lapiv", 1L),
            Map.entry("lapmr", 1L),
            Map.entry("trtri", 4L),
            Map.entry("map", 13L),
            Map.entry("combine", 4L),
            Map.entry("reduce", 10L),
            Map.entry("fold", 2L),
            Map.entry("lassq", 1L),
            Map.entry("combssq", 1L),
            Map.entry("nrm2", 1L),
            Map.entry("lascl", 1L),
            Map.entry("lascl2", 1L),
            Map.entry("stack", 4L),
            Map.entry("tri", 2L),
            Map.entry("diag", 1L));
  }

  @ParameterizedTest
  @MethodSource("all")
  void anIdFindsItsKernel(Kernel kernel) {
    assertThat(Kernels.byId(kernel.id())).isSameAs(kernel);
  }

  @ParameterizedTest
  @MethodSource("all")
  void aDescriptorIsConsistent(Kernel kernel) {
    assertThat(kernel.inputs()).allMatch(shape -> shape.matches("[a-z]{2}"));
    assertThat(kernel.outputs()).isNotEmpty().allMatch(shape -> shape.matches("[a-z]{2}"));
    assertThat(kernel.rangeable()).hasSameSizeAs(kernel.inputs());
    kernel.inPlace().ifPresent(input -> assertThat(kernel.inputs().get(input))
        .isEqualTo(kernel.outputs().get(0)));
    assertThat(kernel.flops().count(letter -> 3)).isNotNegative();
    assertThat(kernel.flops().count(letter -> 0)).isZero();
  }

  @Test
  void anUnknownIdNamesTheKnownOnes() {
    assertThatThrownBy(() -> Kernels.byId("getrs"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no kernel getrs; there are potrf, trsm(L,L,N,N)");
  }

  private static double flops(String id, int m, int n, int k, int r) {
    Map<Character, Integer> lengths = Map.of('m', m, 'n', n, 'k', k, 'r', r);
    return Kernels.byId(id).flops().count(lengths::get);
  }

  /** One square root, and a division or a product and a subtraction, at a time. */
  @ParameterizedTest
  @CsvSource({"1", "2", "7", "30"})
  void potrfCountsTheTextbookLoops(int n) {
    double count = 0;
    for (int j = 0; j < n; j++) {
      count += 1 + 2 * j;
      count += (n - 1 - j) * (1 + 2.0 * j);
    }
    assertThat(flops("potrf", 0, n, 0, 1)).isEqualTo(count, within(1e-9 * count));
  }

  @ParameterizedTest
  @CsvSource({"1,1", "5,3", "8,8"})
  void trsmCountsTheTextbookLoops(int m, int n) {
    double count = IntStream.range(0, m).mapToDouble(i -> n * (2.0 * i + 1)).sum();
    assertThat(flops("trsm(L,L,N,N)", m, n, 0, 1)).isEqualTo(count);
    assertThat(flops("trsm(R,U,T,N)", n, m, 0, 1)).isEqualTo(count);
  }

  @Test
  void productsCountAMultiplicationAndAnAdditionATerm() {
    assertThat(flops("gemm(N,T,1)", 3, 4, 5, 1)).isEqualTo(120);
    assertThat(flops("gemm(N,T,0)", 3, 4, 5, 7)).isEqualTo(840);
    assertThat(flops("syrk(L,N,1)", 0, 4, 5, 1)).isEqualTo(100);
    assertThat(flops("add", 3, 4, 0, 8)).isEqualTo(7 * 12);
    assertThat(flops("add", 3, 4, 0, 0)).isZero();
  }

  /** The multiplications and additions of LAPACK Working Note 41, page 120. */
  @ParameterizedTest
  @CsvSource({"5,5", "9,4", "4,9", "1,1"})
  void geqrtCountsAsWorkingNote41Does(int rows, int columns) {
    double m = rows;
    double n = columns;
    double multiplications = m >= n
        ? n * (23.0 / 6 + m + n / 2 + n * (m - n / 3))
        : m * (23.0 / 6 + 2 * n - m / 2 + m * (n - m / 3));
    double additions = m >= n
        ? n * (5.0 / 6 + n / 2 + n * (m - n / 3))
        : m * (5.0 / 6 + n - m / 2 + m * (n - m / 3));
    double count = multiplications + additions;
    assertThat(flops("geqrt", rows, columns, 0, 1)).isEqualTo(count, within(1e-9 * count));
  }

  @ParameterizedTest
  @CsvSource({"5,5", "9,4", "4,9", "1,1", "1,6"})
  void pentagonalKernelsCountTheEntriesOfTheirReflectors(int m, int n) {
    for (Pentagon shape : Pentagon.values()) {
      double factor = 0;
      double apply = 0;
      for (int j = 0; j < n; j++) {
        double height = height(shape, m, j);
        factor += 4 * height * (n - 1 - j);
        apply += 4 * height * 3;
      }
      String letter = shape.letter();
      assertThat(flops("tpqrt(" + letter + ")", m, n, 0, 1)).isEqualTo(factor, within(1e-9));
      assertThat(flops("tpmqrt(N," + letter + ",1)", m, n, 3, 1)).isEqualTo(apply, within(1e-9));
      assertThat(flops("tpmqrt(N," + letter + ",0)", m, n, 3, 1))
          .isEqualTo(apply / 2, within(1e-9));
    }
  }

  private static int height(Pentagon shape, int m, int j) {
    return shape == Pentagon.RECTANGULAR ? m : Math.min(m, j + 1);
  }
}
