package dev.lapwing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lapwing.testing.cloudformation.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each test has a stack of its own. CloudFormation only plays its part: see LocalCloudFormation.
 */
@Tag("once")
class DeployCommandTest {
  private static final Script STATE =
      Script.adding(
          "Tiles AWS::S3::Bucket",
          "Table AWS::DynamoDB::Table",
          "DeadLetters AWS::SQS::Queue",
          "ExecutorRole AWS::IAM::Role");
  private static final Script FUNCTION =
      Script.adding("Executor AWS::Lambda::Function", "Sweeper AWS::Events::Rule");
  private static final Script ALL =
      Script.adding(
          "Tiles AWS::S3::Bucket",
          "Table AWS::DynamoDB::Table",
          "DeadLetters AWS::SQS::Queue",
          "ExecutorRole AWS::IAM::Role",
          "Executor AWS::Lambda::Function",
          "Sweeper AWS::Events::Rule");

  private static LocalAws aws;

  @TempDir private Path folder;
  private Path zip;

  @BeforeAll
  static void start() {
    aws = LocalAws.start();
  }

  @AfterAll
  static void close() {
    aws.close();
  }

  @BeforeEach
  void makeCode() {
    zip = SmallZip.in(folder);
  }

  @Test
  void theBucketIsMadeBeforeTheFunctionSoThatItHoldsTheCode() {
    String bucket = LocalAws.bucketOf("first");
    aws.cloudFormation.expect(
        ALL,
        STATE.effect(() -> aws.makeBucket(bucket)).outputs(Map.of("Bucket", bucket)),
        FUNCTION.outputs(Map.of("Function", "first-executor")));

    Invocation deployed = deploy("first", "--yes");

    assertThat(deployed.exitCode()).as(deployed.err()).isZero();
    assertThat(deployed.out())
        .contains("In two steps", "add      Table", "AWS::Lambda::Function")
        .containsPattern("matrices +s3://" + bucket + "/")
        .containsPattern("stack +first in eu-central-1: UPDATE_COMPLETE");
    assertThat(aws.keys(bucket)).singleElement().asString().startsWith("code/development-");
    List<Map<String, String>> asked = asked("first");
    assertThat(asked)
        .map(request -> parameter(request, "CodeKey").isEmpty())
        .containsExactly(false, true, false);
    assertThat(parameter(asked.get(2), "CodeKey")).isEqualTo(aws.keys(bucket).get(0));
  }

  @Test
  void aBucketThatWasLeftIsTakenOver() {
    String bucket = LocalAws.bucketOf("second");
    aws.makeBucket(bucket);
    aws.cloudFormation.expect(ALL.outputs(Map.of("Bucket", bucket)));
    assertThat(deploy("second", "--yes").exitCode()).isZero();
    assertThat(asked("second"))
        .singleElement()
        .satisfies(request -> assertThat(parameter(request, "Bucket")).isEqualTo(bucket));
  }

  @Test
  void theStackIsToldTheReleaseOfOpenBlasInTheCode() {
    zip = SmallZip.ofOpenBlas(folder, "0.3.31-1.5.13");
    exists("tells");
    assertThat(parameter(asked("tells").get(0), "OpenBlas")).isEqualTo("0.3.31");
    zip = SmallZip.in(folder);
    aws.cloudFormation.expect(Script.modifying("Executor", "AWS::Lambda::Function", "False"));
    assertThat(deploy("tells", "--yes").exitCode()).isZero();
    assertThat(parameter(asked("tells").get(1), "OpenBlas")).isEmpty();
  }

  @Test
  void whatIsNoZipIsRefused() throws IOException {
    Files.writeString(zip, "no zip");
    Invocation refused = deploy("x", "--yes");
    assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains("function.zip is no zip of the function");
  }

  @Test
  void whatIsNotSaidAgainStaysAsItIs() {
    exists("keeps", "--memory-size", "4096");
    aws.cloudFormation.expect(Script.modifying("Executor", "AWS::Lambda::Function", "False"));
    assertThat(deploy("keeps", "--yes", "--max-executors", "7").exitCode()).isZero();
    Map<String, String> last = asked("keeps").get(1);
    assertThat(last).containsEntry("ChangeSetType", "UPDATE");
    assertThat(parameter(last, "MaxExecutors")).isEqualTo("7");
    assertThat(parameter(last, "MemorySize")).isEqualTo("as before");
  }

  @Test
  void nothingIsDoneWhereNothingChanges() {
    exists("same");
    JsonNode answer = json("same");
    assertThat(answer.get("changes")).isEmpty();
    assertThat(answer.get("status").asText()).isEqualTo("CREATE_COMPLETE");
    assertThat(deploy("same").out()).contains("Stack same in eu-central-1 is as it should be.");
  }

  @Test
  void machinesGetTheChangesAndTheOutputs() {
    aws.makeBucket(LocalAws.bucketOf("machines"));
    aws.cloudFormation.expect(ALL.outputs(Map.of("Bucket", LocalAws.bucketOf("machines"))));
    JsonNode answer = json("machines", "--yes");
    assertThat(answer.get("stack").asText()).isEqualTo("machines");
    assertThat(answer.get("changes")).hasSize(6);
    assertThat(answer.get("changes").get(1).get("type").asText()).isEqualTo("AWS::DynamoDB::Table");
    assertThat(answer.get("bucket").asText()).isEqualTo(LocalAws.bucketOf("machines"));
    assertThat(answer.get("uploaded").asBoolean()).isTrue();
  }

  @Test
  void theUserDecidesAndANoLeavesNothingBehind() {
    aws.makeBucket(LocalAws.bucketOf("asks"));
    aws.cloudFormation.expect(ALL, ALL);
    Invocation no = answering("n", "asks");
    assertThat(no.err()).contains("nothing was changed");
    assertThat(no.exitCode()).isEqualTo(ExitCode.CANCELLED);
    assertThat(aws.cloudFormation.status("asks")).isEmpty();
    assertThat(aws.keys(LocalAws.bucketOf("asks"))).isEmpty();

    assertThat(answering("y", "asks").exitCode()).isZero();
    assertThat(aws.cloudFormation.status("asks")).contains("CREATE_COMPLETE");
  }

  @Test
  void whereNobodyCanBeAskedNothingIsDone() {
    aws.makeBucket(LocalAws.bucketOf("alone"));
    aws.cloudFormation.expect(ALL);
    Invocation alone = deploy("alone");
    assertThat(alone.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(alone.err()).contains("give --yes");
    assertThat(aws.cloudFormation.status("alone")).isEmpty();
  }

  @Test
  void aDryRunShowsAndChangesNothing() {
    aws.cloudFormation.expect(ALL);
    Invocation dry = deploy("dry", "--dry-run");
    assertThat(dry.exitCode()).isZero();
    assertThat(dry.out()).contains("add      Table", "nothing was changed");
    assertThat(aws.cloudFormation.status("dry")).isEmpty();
    assertThat(aws.hasBucket(LocalAws.bucketOf("dry"))).isFalse();
  }

  @Test
  void aReplacementIsCalledOne() {
    exists("replaces");
    aws.cloudFormation.expect(Script.modifying("Table", "AWS::DynamoDB::Table", "True"));
    assertThat(deploy("replaces", "--dry-run").out())
        .contains("replace  Table  AWS::DynamoDB::Table")
        .contains("a new one is made, the old one deleted");
  }

  @Test
  void aFailureNamesWhatFailedFirstAndWhatIsLeftAndTheNextDeployTidiesUp() {
    aws.makeBucket(LocalAws.bucketOf("fails"));
    aws.cloudFormation.expect(
        ALL.failingAt("DeadLetters", "Queue fails-dead already exists (Status Code: 400)"));
    Invocation failed = deploy("fails", "--yes");
    assertThat(failed.exitCode()).isEqualTo(ExitCode.INTERNAL);
    assertThat(failed.errorLines())
        .containsExactly(
            "lapwing: DeadLetters (AWS::SQS::Queue): CREATE_FAILED: Queue fails-dead already exists"
                + " (Status Code: 400); everything that had been made is deleted again"
                + " (ROLLBACK_COMPLETE); mend the cause and deploy again");

    aws.cloudFormation.expect(ALL);
    Invocation again = deploy("fails", "--yes");
    assertThat(again.out()).contains("is in ROLLBACK_COMPLETE and can only be deleted");
    assertThat(again.exitCode()).as(again.err()).isZero();
  }

  @Test
  void aChangeThatFailsLeavesTheStackAsItWas() {
    exists("reverts");
    aws.cloudFormation.expect(
        Script.modifying("Executor", "AWS::Lambda::Function", "False")
            .failingAt("Executor", "'MemorySize' value failed to satisfy constraint"));
    assertThat(deploy("reverts", "--yes").err())
        .contains("Executor (AWS::Lambda::Function): UPDATE_FAILED: 'MemorySize' value failed")
        .contains("the stack is as it was before (UPDATE_ROLLBACK_COMPLETE)");
  }

  @Test
  void whatCannotBeIsRefusedBeforeAnythingIsDone() {
    assertThat(deploy("with-hyphen").err()).contains("cannot be the name of a stack");
    assertThat(deploy("x", "--budget", "50").err()).contains("--email");
    assertThat(deploy("x", "--bucket", "nobodys-bucket", "--yes").err())
        .contains("there is no bucket nobodys-bucket");
    assertThat(Invocation.of("deploy", "--code", "nowhere.zip").err())
        .contains("there is no file nowhere.zip");
    assertThat(aws.cloudFormation.status("x")).isEmpty();
  }

  @Test
  void bucketsOfMatricesBecomeArns() {
    aws.makeBucket(LocalAws.bucketOf("more"));
    aws.cloudFormation.expect(ALL);
    deploy("more", "--yes", "--matrix-bucket", "a", "--matrix-bucket", "b", "--no-sweep");
    Map<String, String> request = asked("more").get(0);
    assertThat(parameter(request, "MatrixArns"))
        .isEqualTo("arn:aws:s3:::a,arn:aws:s3:::a/*,arn:aws:s3:::b,arn:aws:s3:::b/*");
    assertThat(parameter(request, "Sweep")).isEqualTo("off");
    assertThat(parameter(request, "ReserveExecutors")).isEqualTo("not given");
  }

  /** A stack that was deployed before. */
  private void exists(String name, String... options) {
    aws.makeBucket(LocalAws.bucketOf(name));
    aws.cloudFormation.expect(ALL.outputs(Map.of("Bucket", LocalAws.bucketOf(name))));
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--yes");
    assertThat(deploy(name, all.toArray(String[]::new)).exitCode()).isZero();
  }

  private Invocation deploy(String name, String... options) {
    return Invocation.of(arguments(name, options));
  }

  private Invocation answering(String typed, String name) {
    return Invocation.on(Terminals.answering(typed), arguments(name));
  }

  private JsonNode json(String name, String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--json");
    return deploy(name, all.toArray(String[]::new)).json();
  }

  private String[] arguments(String name, String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("deploy", "--name", name, "--code", zip.toString()));
    arguments.addAll(List.of(options));
    return arguments.toArray(String[]::new);
  }

  /** The change sets that were asked for. */
  private static List<Map<String, String>> asked(String name) {
    return aws.cloudFormation.requests("CreateChangeSet").stream()
        .filter(request -> request.get("StackName").equals(name))
        .toList();
  }

  private static String parameter(Map<String, String> request, String name) {
    return request.entrySet().stream()
        .filter(field -> field.getKey().endsWith("ParameterKey") && field.getValue().equals(name))
        .map(field -> field.getKey().replace("ParameterKey", ""))
        .map(prefix -> request.getOrDefault(prefix + "ParameterValue", "as before"))
        .findFirst()
        .orElse(name.equals("CodeKey") ? "" : "not given");
  }
}
