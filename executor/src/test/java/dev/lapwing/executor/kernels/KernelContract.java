package dev.lapwing.executor.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;

/** What all parts of the contract of a {@link KernelLibrary} share. */
interface KernelContract {
  /** LAPACK's eps: half the distance from 1 to the next double. */
  double EPS = 0x1p-53;

  List<String> NO_AND_YES = List.of("N", "T");

  /** Every order up to 130, so that every remainder of every unrolled loop occurs, and 512. */
  static IntStream orders() {
    return IntStream.concat(IntStream.rangeClosed(1, 130), IntStream.of(330));
  }

  /** A second length for shapes that are not square, different from order to order. */
  static int other(int order) {
    return 1 + order * 37 % 131;
  }

  /** The kernels under test. */
  KernelLibrary kernels();

  default Calls calls() {
    return new Calls(kernels());
  }

  /** {@code |actual - expected| <= factor eps scale} on every entry. */
  static void assertClose(String what, Dense actual, Dense expected, double factor, Dense scale) {
    for (int j = 0; j < expected.columns(); j++) {
      for (int i = 0; i < expected.rows(); i++) {
        double error = Math.abs(actual.get(i, j) - expected.get(i, j));
        double bound = factor * EPS * scale.get(i, j);
        if (!(error <= bound)) {
          assertThat(error)
              .as("%s at (%d, %d): %s, not %s", what, i, j, actual.get(i, j), expected.get(i, j))
              .isLessThanOrEqualTo(bound);
        }
      }
    }
  }

  /** The same bits, save that one NaN is as good as another. */
  static void assertSame(String what, Dense actual, Dense expected) {
    assertThat(actual.rows()).as(what).isEqualTo(expected.rows());
    assertThat(actual.values()).as(what).isEqualTo(expected.values());
  }
}
