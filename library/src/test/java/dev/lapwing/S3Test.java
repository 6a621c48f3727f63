package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.executor.NotPositiveDefinite;
import dev.lapwing.executor.StorageRefused;
import dev.lapwing.state.aws.LocalBucket;
import dev.lapwing.testing.AwsEnvironment;
import dev.lapwing.tiles.HeapMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Matrices in S3, found as the environment says. */
class S3Test {
  @RegisterExtension static final LocalBucket BUCKET = new LocalBucket();

  private final String place = BUCKET.place();

  @Test
  void aMatrixInS3IsFactoredIntoS3WithTheBitsOfOneInMemory() {
    try (Lapwing lapwing = Lapwing.builder().tile(32).threads(2).build()) {
      BigMatrix inMemory = lapwing.randomSpd(200, 1);
      double[][] expected = inMemory.cholesky().lower().toArray();
      inMemory.save(at("a"));

      BigMatrix a = lapwing.open(at("a"));
      BigMatrix l = a.async(RunOptions.into(at("l"))).cholesky().join().lower();

      assertThat(l.location()).isEqualTo(at("l"));
      assertThat(l.toArray()).isDeepEqualTo(expected);
      assertThat(Residuals.cholesky(a, l)).isLessThan(10);
    }
    try (Lapwing other = Lapwing.local()) {
      assertThat(other.exists(at("l"))).isTrue();
      assertThat(other.open(at("l")).rows()).isEqualTo(200);
    }
  }

  @Test
  void allOfAProgramsMatricesMayBeInS3() {
    try (Lapwing lapwing = Lapwing.builder().tile(16).threads(2).build()) {
      lapwing.async(RunOptions.into(at("a"))).matrix(50, 30, (i, j) -> i - j).join();
      lapwing.async(RunOptions.into(at("b"))).matrix(30, 20, (i, j) -> i + 2 * j).join();
      BigMatrix a = lapwing.open(at("a"));
      BigMatrix b = lapwing.open(at("b"));

      BigMatrix c = a.async(RunOptions.into(at("c"))).multiply(b).join();

      assertThat(c.toArray())
          .isDeepEqualTo(
              HeapMatrix.of(
                  50,
                  20,
                  (i, j) -> {
                    double sum = 0;
                    for (int k = 0; k < 30; k++) {
                      sum += (i - k) * (double) (k + 2 * j);
                    }
                    return sum;
                  }));
      assertThat(c.storedBytes()).isGreaterThan(8 * 50 * 20);
    }
  }

  @Test
  void viewsOfAMatrixInS3AreReadFromIt() {
    try (Lapwing lapwing = Lapwing.builder().tile(400).build()) {
      lapwing.async(RunOptions.into(at("a"))).matrix(500, 450, (i, j) -> 1000 * i + j).join();
      BigMatrix a = lapwing.open(at("a"));

      assertThat(a.get(499, 3)).isEqualTo(499_003);
      assertThat(a.transpose().get(3, 499)).isEqualTo(499_003);
      assertThat(a.slice(390, 410, 395, 405).toArray())
          .isDeepEqualTo(HeapMatrix.of(20, 10, (i, j) -> 1000 * (390 + i) + 395 + j));
      assertThat(a.slice(390, 410, 395, 405).transpose().scale(2).get(1, 2))
          .isEqualTo(2 * (1000 * 392 + 396));
    }
  }

  @Test
  void whatIsInS3IsReplacedOnlyOnDemand() {
    try (Lapwing lapwing = Lapwing.local()) {
      lapwing.identity(3).save(at("c"));
      BigMatrix a = lapwing.identity(5);

      assertThatThrownBy(() -> a.async(RunOptions.into(at("c"))).scale(7))
          .isInstanceOf(StorageRefused.class)
          .hasMessageContainingAll(at("c"), "exists", "replaced");
      assertThat(lapwing.open(at("c")).rows()).isEqualTo(3);

      a.async(RunOptions.into(at("c")).replacing()).scale(7).join();
      assertThat(lapwing.open(at("c")).get(4, 4)).isEqualTo(7);
    }
  }

  @Test
  void aRunThatFailsLeavesNothing() {
    try (Lapwing lapwing = Lapwing.builder().tile(32).build()) {
      BigMatrix indefinite = lapwing.matrix(100, 100, (i, j) -> i == j ? 50 - i : 0);

      assertThatThrownBy(() -> indefinite.async(RunOptions.into(at("l"))).cholesky().join())
          .isInstanceOf(NotPositiveDefinite.class);

      assertThat(lapwing.exists(at("l"))).isFalse();
    }
  }

  @Test
  void whatIsNotThereOrCannotBeReachedIsSaidInOneSentence() {
    try (Lapwing lapwing = Lapwing.local()) {
      assertThatThrownBy(() -> lapwing.open(at("none")))
          .isInstanceOf(StorageRefused.class)
          .hasMessageContaining("There is no matrix at " + at("none"));
      assertThatThrownBy(() -> lapwing.open("s3://no-such-bucket/a.zarr"))
          .isInstanceOf(StorageRefused.class)
          .hasMessageContainingAll("no bucket 'no-such-bucket'", "aws s3 mb");
    }
    try (AwsEnvironment stranger = AwsEnvironment.start().credentials("AKIASTRANGER", "secret");
        Lapwing lapwing = Lapwing.local()) {
      assertThat(stranger.variables()).containsKey("AWS_ACCESS_KEY_ID");
      assertThatThrownBy(() -> lapwing.open(at("none")))
          .isInstanceOf(StorageRefused.class)
          .hasMessageContaining("credentials are unknown or have expired");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "s3://bucket/a.npy, ends in .zarr",
    "s3://bucket/a, ends in .zarr",
    "s3:bucket/a.zarr, names no matrix",
  })
  void aPlaceInS3ThatCanHoldNoTilesIsRefusedAtOnce(String uri, String message) {
    try (Lapwing lapwing = Lapwing.local()) {
      assertThatThrownBy(() -> lapwing.open(uri))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(message);
    }
  }

  private String at(String name) {
    return place + "/" + name + ".zarr";
  }
}
