package dev.lapwing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lapwing.compiler.Compiler;
import dev.lapwing.lambdapack.algorithm.Cholesky;
import dev.lapwing.state.RunTable.RunRecord;
import dev.lapwing.state.RunTable.RunStatus;
import dev.lapwing.state.Storage;
import dev.lapwing.state.TilePool;
import dev.lapwing.state.aws.AwsPlace;
import dev.lapwing.testing.AwsEnvironment;
import dev.lapwing.testing.LocalDynamoDb;
import dev.lapwing.testing.cloudformation.Script;
import dev.lapwing.testing.lambda.FunctionSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

@Tag("once")
class DestroyCommandTest {
  private static final String[] CONTENT = {
    "a.zarr/zarr.json", "runs/01/S/0/0.tile", "traces/01/e-0001.jsonl.gz", "code/x.zip"
  };
  private static LocalAws aws;

  @TempDir private static Path folder;

  @BeforeAll
  static void start() {
    aws = LocalAws.start();
  }

  @AfterAll
  static void close() {
    aws.close();
  }

  @Test
  void theStackGoesAndMatricesStay() {
    exists("one");
    aws.lambda.create(FunctionSettings.of("one-executor", "Any", folder));
    aws.sqs.createQueue(request -> request.queueName("one-01ABC-0"));
    aws.sqs.createQueue(request -> request.queueName("one-dead"));
    aws.sqs.createQueue(request -> request.queueName("other-01ABC-0"));

    Invocation destroyed = Invocation.of("destroy", "--name", "one", "--yes");

    assertThat(destroyed.exitCode()).as(destroyed.err()).isZero();
    assertThat(destroyed.out())
        .contains("remove   Table", "remove   1 queue of runs")
        .contains("leave    bucket " + LocalAws.bucketOf("one") + " with its matrices")
        .doesNotContain("remove   Tiles");
    assertThat(aws.cloudFormation.status("one")).isEmpty();
    assertThat(aws.keys(LocalAws.bucketOf("one"))).containsExactly("a.zarr/zarr.json");
    assertThat(aws.sqs.listQueues().queueUrls())
        .noneMatch(url -> url.endsWith("/one-01ABC-0"))
        .anyMatch(url -> url.endsWith("/one-dead"))
        .anyMatch(url -> url.endsWith("/other-01ABC-0"));
    assertThat(reserved("one-executor")).isZero();
  }

  @Test
  void matricesGoOnlyWithTheNameOfTheirBucket() {
    exists("two");
    String bucket = LocalAws.bucketOf("two");
    Invocation wrong =
        Invocation.on(
            Terminals.answering("yes"), "destroy", "--name", "two", "--with-data", "--yes");
    assertThat(wrong.exitCode()).isEqualTo(ExitCode.CANCELLED);
    assertThat(wrong.err()).contains("'yes' is not " + bucket);
    assertThat(aws.cloudFormation.status("two")).contains("CREATE_COMPLETE");
    assertThat(aws.keys(bucket)).hasSize(CONTENT.length);

    Invocation right =
        Invocation.on(Terminals.answering(bucket), "destroy", "--name", "two", "--with-data");
    assertThat(right.exitCode()).as(right.err()).isZero();
    assertThat(right.out()).contains(bucket + " is gone, with 4 objects");
    assertThat(aws.hasBucket(bucket)).isFalse();
  }

  @Test
  void aBucketThatWasLeftCanBeDeletedLater() {
    exists("three");
    String bucket = LocalAws.bucketOf("three");
    JsonNode first = Invocation.of("destroy", "--name", "three", "--yes", "--json").json();
    assertThat(first.get("leftBucket").asText()).isEqualTo(bucket);
    assertThat(first.get("removed")).hasSize(1);
    JsonNode second =
        Invocation.of("destroy", "--name", "three", "--with-data", "--confirm", bucket, "--json")
            .json();
    assertThat(second.get("deletedObjects").asInt()).isOne();
    assertThat(aws.hasBucket(bucket)).isFalse();
  }

  @Test
  void aBucketThatTheStackDidNotMakeIsNotTouched() {
    aws.makeBucket("their-own");
    aws.put("their-own", "runs/01/S/0/0.tile");
    deployed("four", Map.of("Bucket", "their-own"));
    Invocation refused =
        Invocation.of("destroy", "--name", "four", "--with-data", "--confirm", "their-own");
    assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains("did not make bucket their-own");
    assertThat(Invocation.of("destroy", "--name", "four", "--yes").out())
        .contains("leave    bucket their-own as it is");
    assertThat(aws.keys("their-own")).hasSize(1);
  }

  @Test
  void aNoAndAMissingStackDestroyNothing() {
    exists("five");
    Invocation no = Invocation.on(Terminals.answering(""), "destroy", "--name", "five");
    assertThat(no.exitCode()).isEqualTo(ExitCode.CANCELLED);
    assertThat(aws.cloudFormation.status("five")).contains("CREATE_COMPLETE");
    Invocation missing = Invocation.of("destroy", "--name", "nosuch", "--yes");
    assertThat(missing.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(missing.errorLines())
        .containsExactly("lapwing: there is no stack nosuch in eu-central-1");
  }

  @Test
  void runsAreCancelledFirst() throws Exception {
    String bucket = LocalAws.bucketOf("six");
    aws.makeBucket(bucket);
    try (var dynamoDb = LocalDynamoDb.start().withTable("six");
        var environment = AwsEnvironment.start().service("DynamoDb", dynamoDb.endpoint());
        TilePool pool = TilePool.create(1 << 20);
        Storage storage =
            Storage.onAws(new AwsPlace(bucket, "", "six", "six-", Optional.empty()), pool)) {
      assertThat(environment.variables()).isNotEmpty();
      storage.runs().create(run("01RUN"));
      deployed("six", Map.of("Bucket", bucket, "Table", "six", "QueuePrefix", "six-"));
      Invocation destroyed = Invocation.of("destroy", "--name", "six", "--yes");
      assertThat(destroyed.exitCode()).as(destroyed.err()).isZero();
      assertThat(destroyed.out()).contains("1 run cancelled");
      assertThat(storage.runs().life("01RUN").orElseThrow().status())
          .isEqualTo(RunStatus.CANCELLED);
    }
  }

  private static RunRecord run(String id) {
    return new RunRecord(
        id,
        Compiler.compile(Cholesky.program()).encode(),
        "size.n=8%2F8",
        "matrix.A=mem%3AA&matrix.L=mem%3AL",
        RunStatus.RUNNING,
        "");
  }

  private static int reserved(String function) {
    try (var client = LambdaClient.builder().httpClient(Apache5HttpClient.create()).build()) {
      return client
          .getFunctionConcurrency(request -> request.functionName(function))
          .reservedConcurrentExecutions();
    }
  }

  private static void exists(String name) {
    String bucket = LocalAws.bucketOf(name);
    aws.makeBucket(bucket);
    for (String key : CONTENT) {
      aws.put(bucket, key);
    }
    deployed(name, Map.of("Bucket", bucket));
  }

  private static void deployed(String name, Map<String, String> outputs) {
    String bucket = outputs.get("Bucket");
    aws.cloudFormation.expect(
        Script.adding("Tiles AWS::S3::Bucket", "Table AWS::DynamoDB::Table").outputs(outputs));
    Path zip = SmallZip.in(folder);
    Invocation deployed =
        Invocation.of(
            "deploy", "--name", name, "--bucket", bucket, "--code", zip.toString(), "--yes");
    assertThat(deployed.exitCode()).as(deployed.err()).isZero();
    aws.keys(bucket).stream()
        .filter(key -> key.startsWith("code/development"))
        .forEach(key -> aws.s3.deleteObject(request -> request.bucket(bucket).key(key)));
  }
}
