package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Sizes;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a process writes into a record, another reads. */
class RunRecordsTest {

  static Stream<RunFailure> failures() {
    return Stream.of(
        new NotPositiveDefinite(new Pivot("A", 1537, 3, 3, 1)),
        new SingularMatrix(new Pivot("T", 12, 1, 1, 4)),
        new ShapeMismatch("A", "70 rows in tiles of 16", "70 rows in tiles of 15"),
        new TileMissing("S[1, 3, 2]", "file:///x/S", "syrk(i=0, j=3)", "potrf(i=3)"),
        new LeaseLost("gemm(i=0, j=3, k=2)", 10),
        new StorageFailed(
            "reading the inputs of potrf(i=0)", "full & broken = bad + worse\nline two"),
        new StorageRefused("opening s3://bucket/a.zarr", "There is no bucket 'bucket'."),
        new TaskFailed("copy(i=1)", "java.lang.ArithmeticException: / by zero"),
        new OutOfMemoryBudget("geqrt(i=0)", 800, 1000, 1200),
        new KernelMismatch("OpenBLAS (Haswell)", "pure Java"),
        new RunCancelled("run"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aFailureSurvivesTheRecord(RunFailure failure) {
    RunFailure read = FailureText.decode("run", FailureText.encode(failure));
    assertThat(read).isExactlyInstanceOf(failure.getClass()).hasMessage(failure.getMessage());
  }

  @Test
  void theFirstLineOfARecordedFailureIsItsMessage() {
    assertThat(FailureText.encode(new NotPositiveDefinite(new Pivot("A", 1537, 3, 3, 1))))
        .startsWith(
            "A is not positive definite: the leading minor of order 1,537 is not positive (tile (3, 3), local order 1). If A is only nearly so, add a multiple of the identity: a.plusDiagonal(1e-8).\n");
  }

  @Test
  void aReasonThatSomebodyElseWroteIsKept() {
    assertThat(FailureText.decode("run", "stopped by the operator"))
        .hasMessageContaining("stopped by the operator");
  }

  @Test
  void sizesSurviveWithTheBitsOfTheirScalars() {
    var sizes =
        new Sizes(
            Map.of("n", new Partition(10_000_000_000L, 512), "k=1&2", new Partition(7, 3)),
            Map.of("chunk", 4L),
            Map.of("alpha", 0.1, "beta", -0.0, "gamma", Double.MIN_VALUE));
    assertThat(RunRecords.decode(RunRecords.encode(sizes))).isEqualTo(sizes);
  }
}
