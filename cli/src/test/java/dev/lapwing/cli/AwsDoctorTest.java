package dev.lapwing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.lapwing.cli.stack.Permission;
import dev.lapwing.testing.AwsEnvironment;
import dev.lapwing.testing.LocalDynamoDb;
import dev.lapwing.testing.cloudformation.Script;
import dev.lapwing.testing.lambda.FunctionSettings;
import dev.lapwing.testing.lambda.LocalLambda;
import dev.lapwing.testing.lambda.Pace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.LambdaClient;

@Tag("once")
class AwsDoctorTest {
  @TempDir private static Path folder;
  private static LocalAws aws;
  private static LocalDynamoDb dynamoDb;
  private static AwsEnvironment environment;

  @BeforeAll
  static void deploy() {
    aws = LocalAws.start();
    dynamoDb = LocalDynamoDb.start().withTable("lapwing");
    environment = AwsEnvironment.start().service("DynamoDb", dynamoDb.endpoint());
    aws.lambda.create(FunctionSettings.of("lapwing-executor", "Any", folder));
    String bucket = LocalAws.bucketOf("lapwing");
    aws.makeBucket(bucket);
    aws.cloudFormation.expect(
        Script.adding("Table AWS::DynamoDB::Table")
            .outputs(Map.of("Bucket", bucket, "ExecutorPolicy", "arn:e", "ClientPolicy", "arn:c")));
    Path zip = SmallZip.in(folder);
    assertThat(Invocation.of("deploy", "--code", zip.toString(), "--yes").exitCode()).isZero();
  }

  @AfterAll
  static void close() {
    environment.close();
    dynamoDb.close();
    aws.close();
  }

  @Test
  void everyPermissionIsTriedAndNothingIsLeft() {
    Invocation doctor = Invocation.of("doctor", "--on", "aws");
    assertThat(doctor.exitCode()).as(doctor.out()).isZero();
    assertThat(doctor.out())
        .contains(
            "identity   arn:aws:iam::123456789012:user/tester",
            "clock      within 30 s of AWS's",
            "stack      lapwing: CREATE_COMPLETE",
            "function   lapwing-executor: Active",
            "version    function development, client development");
    assertThat(Permission.ALL)
        .allSatisfy(permission -> assertThat(doctor.out()).contains(permission.action()));
    assertThat(doctor.out()).doesNotContain("not tried");
    assertThat(aws.keys(LocalAws.bucketOf("lapwing"))).allMatch(key -> key.startsWith("code/"));
    assertThat(aws.sqs.listQueues().queueUrls()).isEmpty();
  }

  @Test
  void aPermissionThatIsMissingIsNamedWithWhatItIsForAndWhatToDo() throws IOException {
    HttpServer denying = denying();
    try (AwsEnvironment denied =
        AwsEnvironment.start().service("DynamoDb", URI.create(address(denying)))) {
      assertThat(denied.variables()).isNotEmpty();
      Invocation doctor = Invocation.of("doctor", "--on", "aws");
      assertThat(doctor.exitCode()).isEqualTo(ExitCode.VERIFICATION);
      assertThat(doctor.out())
          .contains(
              "fail  may NOT    dynamodb:UpdateItem on the table, which is for telling the children",
              "attach the policies arn:e and arn:c",
              "ok    may        s3:PutObject");
    } finally {
      denying.stop(0);
    }
  }

  @Test
  void theQuotaIsEnoughForAllExecutorsThatMayBe() {
    assertThat(quota())
        .containsExactly(
            "ok    quota      100 executors of up to 100; the account has 1000, 1000 of them unreserved");
  }

  @Test
  void anAccountWithASmallQuotaIsToldHowManyExecutorsItMayHaveAndWhatToDo() {
    try (LocalLambda small = LocalLambda.start(Pace.hurried(), 10);
        AwsEnvironment there = AwsEnvironment.start().service("Lambda", small.endpoint())) {
      assertThat(there.variables()).isNotEmpty();
      small.create(FunctionSettings.of("lapwing-executor", "Any", folder));
      assertThat(quota())
          .containsExactly(
              "warn  quota      10 executors of up to 100; the account has 10, 10 of them unreserved",
              "                 raise 'Concurrent executions' of Lambda in Service Quotas, or deploy with --max-executors 10");
    }
  }

  @Test
  void aLimitOfTheFunctionsOwnIsTold() {
    try (LambdaClient lambda = LambdaClient.create()) {
      reserve(lambda, 7);
      assertThat(quota())
          .hasSize(2)
          .satisfies(
              lines -> {
                assertThat(lines.get(0)).startsWith("warn  quota      7 executors of up to 100;");
                assertThat(lines.get(1))
                    .contains("the function's own limit", "--reserve", "--no-reserve");
              });
      reserve(lambda, 0);
      Invocation doctor = Invocation.of("doctor", "--on", "aws");
      assertThat(doctor.exitCode()).isEqualTo(ExitCode.VERIFICATION);
      assertThat(doctor.out())
          .contains("fail  quota      0 executors of up to 100;", "the function's own limit is 0")
          .contains("run lapwing deploy; a destroy that was interrupted leaves it so");
    } finally {
      withoutLimit();
    }
  }

  @Test
  void aQuotaThatMayNotBeLookedAtPointsToThePermission() throws IOException {
    HttpServer denying = denying();
    try (AwsEnvironment denied =
        AwsEnvironment.start().service("Lambda", URI.create(address(denying)))) {
      assertThat(denied.variables()).isNotEmpty();
      assertThat(quota())
          .hasSize(2)
          .satisfies(
              lines -> {
                assertThat(lines.get(0)).startsWith("warn  quota      AWS denies it");
                assertThat(lines.get(1)).contains("see the permissions below");
              });
    } finally {
      denying.stop(0);
    }
  }

  @Test
  void whoIsNotSignedInIsToldHowToAndNothingElseIsLookedAt(@TempDir Path nothing) {
    try (AwsEnvironment nobody = AwsEnvironment.start().signedOut(nothing)) {
      assertThat(nobody.variables()).doesNotContainKey("AWS_ACCESS_KEY_ID");
      Invocation doctor = Invocation.of("doctor", "--on", "aws");
      assertThat(doctor.exitCode()).isEqualTo(ExitCode.VERIFICATION);
      assertThat(doctor.out())
          .contains(
              "fail  identity   there are no AWS credentials; sign in with 'aws sso login' or 'aws configure', or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
              "                 sign in, then try again")
          .doesNotContain("stack  ", "quota", "may  ");
      Invocation run = Invocation.of("runs", "--on", "aws");
      assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(run.errorLines())
          .singleElement()
          .asString()
          .startsWith("lapwing: there are no AWS credentials; sign in with 'aws sso login'");
    }
  }

  @Test
  void whoseSessionIsOverIsToldToSignInAgain() throws IOException {
    HttpServer expired =
        answering(
            403,
            "text/xml",
            "<ErrorResponse><Error><Type>Sender</Type><Code>ExpiredToken</Code><Message>The security token included in the request is expired</Message></Error></ErrorResponse>");
    try (AwsEnvironment over =
        AwsEnvironment.start().service("Sts", URI.create(address(expired)))) {
      assertThat(over.variables()).isNotEmpty();
      Invocation doctor = Invocation.of("doctor", "--on", "aws");
      assertThat(doctor.exitCode()).isEqualTo(ExitCode.VERIFICATION);
      assertThat(doctor.out())
          .contains("fail  identity   ", "ExpiredToken", "sign in, then try again")
          .doesNotContain("quota");
    } finally {
      expired.stop(0);
    }
  }

  /** What the doctor says about quotas: a line, and what to do. */
  private static List<String> quota() {
    List<String> lines = Invocation.of("doctor", "--on", "aws").out().lines().toList();
    int found =
        IntStream.range(0, lines.size())
            .filter(i -> lines.get(i).contains("  quota  "))
            .findFirst()
            .orElseThrow();
    boolean hasCure = lines.get(found + 1).startsWith(" ");
    return lines.subList(found, hasCure ? found + 2 : found + 1);
  }

  private static void reserve(LambdaClient lambda, int environments) {
    var unused =
        lambda.putFunctionConcurrency(
            request ->
                request
                    .functionName("lapwing-executor")
                    .reservedConcurrentExecutions(environments));
  }

  private static void withoutLimit() {
    try (LambdaClient lambda = LambdaClient.create()) {
      var unused =
          lambda.deleteFunctionConcurrency(request -> request.functionName("lapwing-executor"));
    }
  }

  @Test
  void withoutAStackThereIsNothingElseToLookAt() {
    JsonNode answer = Invocation.of("doctor", "--on", "aws", "--name", "nosuch", "--json").json();
    assertThat(answer.get("works").asBoolean()).isFalse();
    List<String> failed = new ArrayList<>();
    answer
        .get("checks")
        .forEach(
            check -> {
              if (check.get("verdict").asText().equals("fail")) {
                failed.add(check.get("finding").asText());
              }
            });
    assertThat(failed).containsExactly("there is no stack nosuch in eu-central-1");
  }

  @Test
  void onlyAwsIsAPlaceToLookAt() {
    Invocation moon = Invocation.of("doctor", "--on", "moon");
    assertThat(moon.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(moon.err()).contains("moon");
  }

  /** Answers every request as DynamoDB, and Lambda, answer those without permission. */
  private static HttpServer denying() throws IOException {
    return answering(
        400,
        "application/x-amz-json-1.0",
        "{\"__type\":\"com.amazon.coral.service#AccessDeniedException\",\"Message\":\"User is not authorized\"}");
  }

  private static HttpServer answering(int status, String type, String text) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
    return server;
  }

  private static String address(HttpServer server) {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }
}
