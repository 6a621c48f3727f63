package dev.lapwing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.lapwing.cli.stack.Permission;
import dev.lapwing.testing.AwsEnvironment;
import dev.lapwing.testing.LocalDynamoDb;
import dev.lapwing.testing.cloudformation.Script;
import dev.lapwing.testing.lambda.FunctionSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        AwsEnvironment.start()
            .service(
                "DynamoDb", URI.create("http://127.0.0.1:" + denying.getAddress().getPort()))) {
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

  /** Answers every request as DynamoDB answers those without permission. */
  private static HttpServer denying() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] denial =
        "{\"__type\":\"com.amazon.coral.service#AccessDeniedException\",\"Message\":\"User is not authorized\"}"
            .getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(400, denial.length);
            exchange.getResponseBody().write(denial);
          }
        });
    server.start();
    return server;
  }
}
