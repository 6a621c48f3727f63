package dev.lapwing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lapwing.state.aws.LocalBucket;
import dev.lapwing.testing.AwsEnvironment;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The commands on matrices in S3. */
class S3CommandsTest {
  @RegisterExtension static final LocalBucket BUCKET = new LocalBucket();

  @TempDir private Path folder;
  private final String place = BUCKET.place();

  @Test
  @Tag("endpoint")
  void aMatrixIsGeneratedFactoredSolvedAndVerifiedWhereItIs() {
    assertPasses("generate", "spd", "100", "--tile", "32", "--out", at("a"));
    assertPasses("generate", "random", "100x3", "--tile", "32", "--out", at("b"));
    Invocation cholesky = Invocation.of("cholesky", at("a"), "--out", at("l"), "--json");
    assertThat(cholesky.exitCode()).as(cholesky.err()).isZero();
    assertThat(cholesky.json().get("residual").asDouble()).isBetween(0.0, 10.0);
    assertThat(cholesky.json().get("L").asText()).isEqualTo(at("l"));
    assertPasses("verify", "cholesky", at("a"), at("l"));
    assertPasses("solve", at("a"), at("b"), "--out", at("x"));
    assertPasses("verify", "solve", at("a"), at("x"), at("b"));
    assertPasses("tsqr", at("b"), "--q", at("q"), "--out", at("r"));
    assertPasses("verify", "qr", at("b"), at("q"), at("r"));
  }

  @Test
  @Tag("endpoint")
  void aMatrixSurvivesTheWayToS3AndBack() {
    assertPasses("generate", "random", "50x40", "--out", file("a.npy"));
    assertPasses("import", file("a.npy"), "--tile", "16", "--out", at("a"));
    assertPasses("export", at("a"), "--out", file("b.npy"));
    assertThat(folder.resolve("b.npy")).hasSameBinaryContentAs(folder.resolve("a.npy"));
    JsonNode info = Invocation.of("info", at("a"), "--json").json().get("matrices").get(0);
    assertThat(info.get("tile").asText()).isEqualTo("16 x 16");
    assertThat(info.get("bytes").asLong()).isGreaterThan(8 * 50 * 40);
  }

  @Test
  @Tag("endpoint")
  void aResultThatIsThereIsReplacedOnlyOnDemand() {
    assertPasses("generate", "spd", "40", "--out", at("a"));
    Invocation refused = Invocation.of("generate", "spd", "60", "--out", at("a"));
    assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.errorLines())
        .singleElement()
        .asString()
        .contains(at("a") + " exists", "--overwrite");
    assertPasses("generate", "spd", "60", "--out", at("a"), "--overwrite");
    assertThat(
            Invocation.of("info", at("a"), "--json")
                .json()
                .get("matrices")
                .get(0)
                .get("rows")
                .asInt())
        .isEqualTo(60);
    assertThat(Invocation.of("cholesky", at("a"), "--out", at("a"), "--overwrite").err())
        .contains("is an input");
  }

  @Test
  @Tag("endpoint")
  void aMatrixThatIsNotPositiveDefiniteLeavesNothing() {
    assertPasses("generate", "random", "40", "--tile", "16", "--out", at("a"));
    Invocation failed = Invocation.of("cholesky", at("a"), "--out", at("l"));
    assertThat(failed.exitCode()).isEqualTo(ExitCode.NUMERICAL);
    Invocation info = Invocation.of("info", at("l"));
    assertThat(info.err()).contains("There is no matrix at " + at("l"));
  }

  @Test
  void whatIsWrongIsSaidInOneLine() {
    assertRefused("There is no matrix at " + at("none"), "cholesky", at("none"));
    assertRefused("There is no bucket 'no-such-bucket'", "info", "s3://no-such-bucket/a.zarr");
    assertRefused(
        "There is no bucket 'no-such-bucket'",
        "generate",
        "spd",
        "10",
        "--out",
        "s3://no-such-bucket/a.zarr");
    try (AwsEnvironment stranger = AwsEnvironment.start().credentials("AKIASTRANGER", "x")) {
      assertThat(stranger.variables()).isNotEmpty();
      assertRefused("credentials are unknown or have expired", "info", at("a"));
    }
  }

  private static void assertRefused(String message, String... arguments) {
    Invocation invocation = Invocation.of(arguments);
    assertThat(invocation.errorLines()).singleElement().asString().contains(message);
    assertThat(invocation.exitCode()).isEqualTo(ExitCode.USAGE);
  }

  private static void assertPasses(String... arguments) {
    Invocation invocation = Invocation.of(arguments);
    assertThat(invocation.exitCode()).as(invocation.err()).isZero();
  }

  private String at(String name) {
    return place + "/" + name + ".zarr";
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }
}
