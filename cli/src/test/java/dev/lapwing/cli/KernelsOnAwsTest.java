package dev.lapwing.cli;

import static dev.lapwing.cli.Invocation.answer;
import static dev.lapwing.cli.Invocation.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.executor.kernels.KernelLibraries;
import dev.lapwing.testing.AwsEnvironment;
import dev.lapwing.testing.LocalDynamoDb;
import dev.lapwing.testing.cloudformation.Script;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs for a stack whose function has another OpenBLAS than this client, and other options. */
class KernelsOnAwsTest {
  private static final String NAME = "older";
  private static final String BUCKET = LocalAws.bucketOf(NAME);
  private static final String OWN = KernelLibraries.best().description();
  private static final String CORE = KernelLibraries.coreNamedIn(OWN).orElseThrow();

  @TempDir private static Path folder;
  private static LocalAws aws;
  private static LocalDynamoDb dynamoDb;
  private static AwsEnvironment environment;

  @BeforeAll
  static void deploy() {
    aws = LocalAws.start();
    dynamoDb = LocalDynamoDb.start().withTable(NAME);
    environment = AwsEnvironment.start().service("DynamoDb", dynamoDb.endpoint());
    aws.makeBucket(BUCKET);
    deploy("0.0.1", CORE);
  }

  @AfterAll
  static void close() {
    environment.close();
    dynamoDb.close();
    aws.close();
  }

  private static void deploy(String release, String core) {
    aws.cloudFormation.expect(
        Script.adding("Table AWS::DynamoDB::Table")
            .outputs(
                Map.of(
                    "Bucket", BUCKET,
                    "Table", NAME,
                    "QueuePrefix", NAME + "-",
                    "Function", NAME + "-executor",
                    "OpenBlas", release,
                    "BlasCore", core)));
    String zip = SmallZip.in(folder).toString();
    answer("deploy", "--name", NAME, "--code", zip, "--yes");
  }

  @Test
  void aRunThatTheFunctionCouldNotWorkOnIsNotBegunUnlessOthersAreToWorkOnIt() {
    String a = "s3://%s/a.zarr".formatted(BUCKET);
    answer("generate", "spd", "60", "--tile", "30", "--out", a);
    assertThat(refusal("cholesky", a, "--on", "aws", "--name", NAME))
        .contains(
            "the function of stack older computes with OpenBLAS 0.0.1 for " + CORE,
            "the run is for OpenBLAS %s for %s"
                .formatted(KernelLibraries.releaseNamedIn(OWN).orElseThrow(), CORE),
            "Run lapwing deploy again");
    assertThat(answer("runs", "--on", "aws", "--name", NAME).path("runs")).isEmpty();

    String run =
        answer("cholesky", a, "--on", "aws", "--name", NAME, "--executors", "0", "--detach")
            .path("run")
            .asText();
    assertThat(refusal("resume", run, "--on", "aws", "--name", NAME))
        .contains("computes with OpenBLAS 0.0.1", "lapwing worker");
    answer("resume", run, "--on", "aws", "--name", NAME, "--executors", "0", "--detach");
  }

  @Test
  void aRegionIsThatOfAllClients() {
    try (AwsEnvironment elsewhere = AwsEnvironment.start()) {
      assertThat(elsewhere.variables()).containsEntry("AWS_REGION", "eu-central-1");
      assertThat(refusal("runs", "--on", "aws", "--name", "nosuch", "--region", "eu-west-3"))
          .contains("there is no stack nosuch in eu-west-3");
    }
    assertThat(refusal("runs", "--on", "aws", "--name", "nosuch")).contains("in eu-central-1");
    assertThat(refusal("runs", "--folder", folder.toString(), "--region", "eu-west-3"))
        .contains("--on aws");
  }

  @Test
  void pricesWithoutALimitAreRefused() {
    assertThat(refusal("cholesky", "a.npy", "--prices", "prices.json")).contains("--max-cost");
  }
}
