package dev.lapwing.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixPlaceTest {

  @Test
  void eachFormMeansItsPlace() throws Exception {
    assertThat(MatrixPlace.of("mem:A")).isEqualTo(new MatrixPlace.InMemory("A"));
    assertThat(MatrixPlace.of("file:///data/a.zarr")).isEqualTo(folder("/data/a.zarr"));
    assertThat(MatrixPlace.of("file:///data/a%20b.zarr")).isEqualTo(folder("/data/a b.zarr"));
    assertThat(MatrixPlace.of("/data/a b.zarr")).isEqualTo(folder("/data/a b.zarr"));
    assertThat(MatrixPlace.of("data/a.zarr")).isEqualTo(folder("data/a.zarr"));
    assertThat(MatrixPlace.of("a.zarr")).isEqualTo(folder("a.zarr"));
    assertThat(MatrixPlace.of("s3://my.bucket-1/data/x y/a.zarr"))
        .isEqualTo(new MatrixPlace.InBucket("my.bucket-1", "data/x y", "a.zarr"));
    assertThat(MatrixPlace.of("s3://bucket/a.zarr/"))
        .isEqualTo(new MatrixPlace.InBucket("bucket", "", "a.zarr"));
  }

  @ParameterizedTest
  @CsvSource({
    "'', names no matrix",
    "'  ', names no matrix",
    "mem:, needs a name",
    "memory:A, there is no 'memory:'",
    "http://host/a.zarr, there is no 'http:'",
    "s3:bucket/a.zarr, names no place in S3",
    "s3://bucket, names no place in S3",
    "s3://bucket/, names no place in S3",
    "s3:///a.zarr, names no place in S3",
    "s3://My_Bucket/a.zarr, lower case letters",
    "s3://bucket//a.zarr, names no place in S3",
    "s3://bucket/b/../a.zarr, names no place in S3",
    "s3://bucket/.., names no place in S3",
    "file://data/a.zarr, three slashes",
    "file:data/a.zarr, three slashes",
    "'file:///data/a b.zarr', three slashes",
  })
  void whatMeansNothingIsRefusedWithWhatWould(String uri, String message) {
    assertThatThrownBy(() -> MatrixPlace.of(uri))
        .isInstanceOf(MatrixUnavailable.class)
        .hasMessageContaining(message)
        .extracting(e -> ((MatrixUnavailable) e).reason())
        .isEqualTo(MatrixUnavailable.Reason.NO_PLACE_FOR_A_MATRIX);
  }

  private static MatrixPlace folder(String path) {
    return new MatrixPlace.InFolder(Path.of(path));
  }
}
