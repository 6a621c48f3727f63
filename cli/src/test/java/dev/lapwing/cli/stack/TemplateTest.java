package dev.lapwing.cli.stack;

import static dev.lapwing.cli.stack.TemplateYaml.at;
import static dev.lapwing.cli.stack.TemplateYaml.list;
import static dev.lapwing.cli.stack.TemplateYaml.map;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.cli.stack.Permission.Holder;
import dev.lapwing.cli.stack.Permission.On;
import dev.lapwing.executor.lambda.LambdaFleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What must hold of deploy/lapwing.yaml. */
class TemplateTest {
  private static final Map<String, Object> TEMPLATE = TemplateYaml.read();
  private static final Map<String, Object> RESOURCES = map(TEMPLATE.get("Resources"));
  private static final String HERE = "${AWS::Region}:${AWS::AccountId}:";

  /** What the template writes for each kind of resource. */
  private static final Map<On, String> ARNS =
      Map.of(
          On.BUCKET, "arn:${AWS::Partition}:s3:::${Of}",
          On.OBJECTS, "arn:${AWS::Partition}:s3:::${Of}/*",
          On.TABLE, "arn:${AWS::Partition}:dynamodb:" + HERE + "table/${Name}",
          On.QUEUES, "arn:${AWS::Partition}:sqs:" + HERE + "${Name}-*",
          On.FUNCTION, "arn:${AWS::Partition}:lambda:" + HERE + "function:${Name}-executor",
          On.LOG, "${Log.Arn}",
          On.STACK, "${AWS::StackId}",
          On.ACCOUNT, "*");

  @Test
  void itsPropertiesAreThoseThatAwsKnows() throws IOException {
    assertThat(TemplateSchema.problems(Template.text())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          BillingMode: PAY        | BilingMode: PAY         | Table has no property BilingMode
          KeyType: HASH           | KeyTyp: HASH            | Table.KeySchema[0] has no property KeyTyp
          KeyType: HASH           | Kind: HASH              | Table.KeySchema[0] must have KeyType
          AttributeName: expires  | AttributeName: {a: b}   | Table.TimeToLiveSpecification.AttributeName is of type object
          Enabled: true           | Enabled: maybe          | Table.TimeToLiveSpecification.Enabled is maybe
          Runtime: java21         | Runtime: [java21]       | Executor.Runtime is of type array
          [x86_64]                | [x86_65]                | Executor.Architectures[0] is x86_65
          EventInvokeConfig       | EventInvokeConfg        | ExecutorEvents: there is no schema of AWS::Lambda::EventInvokeConfg
          InSeconds: 300          | InSeconds: 30           | ExecutorEvents.MaximumEventAgeInSeconds is 30
          BillingMode: PAY        | Arn: PAY                | Table.Arn cannot be set
          Condition: HasBudget    | DependOn: HasBudget     | Budget has no DependOn
          !Ref BudgetDollars      | !If [A, {b: c}, 1]      | Budget.Budget.BudgetLimit.Amount is of type object
          """)
  void aPropertyThatAwsDoesNotKnowIsFound(String right, String wrong, String problem)
      throws IOException {
    assertThat(Template.text()).contains(right);
    assertThat(TemplateSchema.problems(Template.text().replace(right, wrong)))
        .anyMatch(each -> each.startsWith(problem));
  }

  @Test
  void eachPolicyAllowsExactlyWhatTheListOfPermissionsSays() {
    assertThat(allowed(document("ExecutorPolicy"))).isEqualTo(listed(Holder.EXECUTORS));
    assertThat(allowed(document("ClientPolicy"))).isEqualTo(listed(Holder.PEOPLE));
    Map<String, Object> inline = map(((List<?>) properties("ExecutorRole").get("Policies")).get(0));
    assertThat(allowed(map(inline.get("PolicyDocument")))).isEqualTo(listed(Holder.FUNCTION));
  }

  @Test
  void furtherBucketsAllowWhatTheBucketAllows() {
    Map<String, Object> further = statement("ExecutorPolicy", "FurtherBuckets");
    assertThat(further.get("Action"))
        .isEqualTo(
            Permission.ALL.stream()
                .filter(each -> each.on() == On.BUCKET || each.on() == On.OBJECTS)
                .map(Permission::action)
                .toList());
    assertThat((List<?>) further.get("Resource"))
        .map(Object::toString)
        .containsExactly("HasMatrixArns", "${MatrixArns}", ARNS.get(On.OBJECTS));
  }

  @Test
  void theFunctionCannotReplaceItsOwnCode() {
    Map<String, Object> inline = map(((List<?>) properties("ExecutorRole").get("Policies")).get(0));
    assertThat((List<?>) at(inline, "PolicyDocument", "Statement"))
        .map(TemplateYaml::map)
        .filteredOn(statement -> statement.get("Effect").equals("Deny"))
        .singleElement()
        .satisfies(
            deny ->
                assertThat(deny.get("Resource"))
                    .isEqualTo("arn:${AWS::Partition}:s3:::${Of}/" + CodePackage.FOLDER + "*"));
  }

  @Test
  void theDocumentationListsTheSamePermissions() throws IOException {
    Pattern row =
        Pattern.compile("\\| `([a-z0-9]+:[A-Za-z]+)` \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|");
    Set<String> documented = new TreeSet<>();
    for (String line : Files.readAllLines(Path.of("../docs/aws.md"), UTF_8)) {
      Matcher matcher = row.matcher(line);
      if (matcher.matches()) {
        documented.add(line);
      }
    }
    assertThat(documented)
        .containsExactlyInAnyOrderElementsOf(
            Permission.ALL.stream().map(TemplateTest::row).toList());
  }

  @Test
  void whatAnOperationIsSaidToNeedIsAllowed() throws IOException {
    Set<String> allowed =
        Permission.ALL.stream().map(Permission::action).collect(Collectors.toSet());
    List<String> needed =
        Pattern.compile("`([a-z0-9]+:[A-Z][A-Za-z]+)`")
            .matcher(Files.readString(Path.of("../docs/aws.md"), UTF_8))
            .results()
            .map(match -> match.group(1))
            // Keys of one's own are for buckets of one's own, which the stack knows nothing of.
            .filter(action -> !action.startsWith("kms:"))
            .toList();
    assertThat(needed).isNotEmpty();
    assertThat(allowed).containsAll(needed);
  }

  private static String row(Permission permission) {
    return "| `%s` | %s | %s | %s |"
        .formatted(
            permission.action(),
            permission.on().words(),
            switch (permission.holder()) {
              case EXECUTORS -> "executors, people";
              case PEOPLE -> "people";
              case FUNCTION -> "the function";
            },
            permission.purpose());
  }

  @Test
  void theListOfParametersIsTheTemplates() {
    assertThat(map(TEMPLATE.get("Parameters")).keySet())
        .containsExactlyElementsOf(StackSettings.NAMES);
  }

  @Test
  void everyParameterHasAnAcceptableDefault() {
    map(TEMPLATE.get("Parameters"))
        .forEach(
            (name, parameter) -> {
              Object value = map(parameter).get("Default");
              assertThat(value).as(name).isNotNull();
              Object allowed = map(parameter).get("AllowedValues");
              assertThat(allowed == null || list(allowed).contains(value)).as(name).isTrue();
            });
  }

  @Test
  void matricesOutliveTheStackAndNothingElseDoes() {
    assertThat(
            RESOURCES.entrySet().stream()
                .filter(
                    each ->
                        !map(each.getValue())
                            .getOrDefault("DeletionPolicy", "Delete")
                            .equals("Delete"))
                .map(Map.Entry::getKey))
        .containsExactly("Tiles", "TilesOverTls");
  }

  @Test
  void theBucketIsPrivateAndEncryptedAndForgetsScratchTiles() {
    Map<String, Object> bucket = properties("Tiles");
    assertThat(map(bucket.get("PublicAccessBlockConfiguration")).values())
        .hasSize(4)
        .containsOnly("true");
    assertThat(bucket.get("BucketEncryption")).asString().contains("SSEAlgorithm=AES256");
    assertThat(at(bucket, "LifecycleConfiguration", "Rules"))
        .asString()
        .contains("Prefix=runs/, ExpirationInDays=${ScratchDays}");
    assertThat(at(document("TilesOverTls"), "Statement"))
        .asString()
        .contains("Effect=Deny", "Action=s3:*", "aws:SecureTransport=false");
  }

  @Test
  void whatHasANameIsCalledAfterTheStack() {
    StackName name = new StackName("abc");
    assertThat(named("Tiles", "BucketName")).isEqualTo(name.bucket("ACCOUNT", "REGION"));
    assertThat(named("Table", "TableName")).isEqualTo(name.table());
    assertThat(named("DeadLetters", "QueueName"))
        .isEqualTo(name.deadLetters())
        .startsWith(name.queuePrefix());
    assertThat(named("Executor", "FunctionName")).isEqualTo(name.function());
  }

  private static String named(String resource, String property) {
    return properties(resource)
        .get(property)
        .toString()
        .replace("${Name}", "abc")
        .replace("${AWS::AccountId}", "ACCOUNT")
        .replace("${AWS::Region}", "REGION");
  }

  @Test
  void theTemplateFitsIntoARequest() {
    assertThat(Template.text().getBytes(UTF_8)).hasSizeLessThan(Template.MOST_BYTES);
  }

  @Test
  void theFunctionsSystemHasTheLibrariesThatOpenBlasNeeds() {
    // java17 is on Amazon Linux 2, whose glibc is 2.26.
    assertThat(properties("Executor").get("Runtime")).isIn("java21", "java25");
    assertThat(properties("Executor").get("Architectures")).isEqualTo(List.of("x86_64"));
  }

  @Test
  void executorsAreExpectedForAsLongAsLambdaMayBeginThem() {
    assertThat(properties("ExecutorEvents").get("MaximumEventAgeInSeconds"))
        .isEqualTo("" + LambdaFleet.EVENT_AGE.toSeconds());
  }

  private static Map<String, Object> properties(String resource) {
    return map(map(RESOURCES.get(resource)).get("Properties"));
  }

  private static Map<String, Object> document(String resource) {
    return map(properties(resource).get("PolicyDocument"));
  }

  private static Map<String, Object> statement(String resource, String sid) {
    return ((List<?>) document(resource).get("Statement"))
        .stream()
            .map(TemplateYaml::map)
            .filter(each -> sid.equals(each.get("Sid")))
            .findFirst()
            .orElseThrow();
  }

  /** All that a policy allows, as {@code ACTION on ARN}. */
  private static Set<String> allowed(Map<String, Object> document) {
    Set<String> allowed = new TreeSet<>();
    for (Object each : (List<?>) document.get("Statement")) {
      Map<String, Object> statement = map(each);
      if (statement.get("Effect").equals("Allow")
          && !"FurtherBuckets".equals(statement.get("Sid"))) {
        list(statement.get("Action"))
            .forEach(action -> allowed.add(action + " on " + statement.get("Resource")));
      }
    }
    return allowed;
  }

  private static Set<String> listed(Holder holder) {
    return Permission.ALL.stream()
        .filter(each -> each.holder() == holder)
        .map(each -> each.action() + " on " + ARNS.get(each.on()))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
