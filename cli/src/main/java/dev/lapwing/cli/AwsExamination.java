package dev.lapwing.cli;

import dev.lapwing.cli.Check.Verdict;
import dev.lapwing.cli.stack.AwsSession;
import dev.lapwing.cli.stack.CodePackage;
import dev.lapwing.cli.stack.StackName;
import dev.lapwing.cli.stack.StackResource;
import dev.lapwing.cli.stack.StackService;
import dev.lapwing.cli.stack.StackState;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * What {@code lapwing doctor --on aws} looks at: who asks, the clock, the stack, its function,
 * quotas and every permission. What a later look needs and an earlier one did not find is not
 * looked at.
 */
final class AwsExamination {
  private final AwsSession aws;
  private final StackName name;
  private final Optional<CodePackage> code;
  private final List<Check> checks = new ArrayList<>();

  /**
   * An examination.
   *
   * @param code the function's code of this build, if it was built
   */
  AwsExamination(AwsSession aws, StackName name, Optional<CodePackage> code) {
    this.aws = aws;
    this.name = name;
    this.code = code;
  }

  /** All checks, in the order in which they are read. */
  List<Check> all() {
    checks.add(Check.ok("region", aws.region().id()));
    endpoints();
    if (caller()) {
      stack().ifPresent(this::examine);
    }
    return checks;
  }

  private void endpoints() {
    Map<String, Optional<URI>> overrides = new LinkedHashMap<>();
    overrides.put("S3", aws.s3().serviceClientConfiguration().endpointOverride());
    overrides.put("SQS", aws.sqs().serviceClientConfiguration().endpointOverride());
    overrides.put("DYNAMODB", aws.dynamoDb().serviceClientConfiguration().endpointOverride());
    overrides.put("LAMBDA", aws.lambda().serviceClientConfiguration().endpointOverride());
    overrides.forEach(
        (service, endpoint) ->
            endpoint.ifPresent(
                uri ->
                    checks.add(
                        Check.warn(
                            "endpoint",
                            "requests to %s go to %s".formatted(service, uri),
                            "unset AWS_ENDPOINT_URL_%s to ask AWS itself".formatted(service)))));
  }

  private boolean caller() {
    try {
      GetCallerIdentityResponse caller = aws.sts().getCallerIdentity();
      checks.add(Check.ok("identity", caller.arn()));
      checks.add(
          ClockCheck.of(caller.sdkHttpResponse().firstMatchingHeader("Date"), Instant.now()));
      return true;
    } catch (SdkException e) {
      checks.add(Check.fail("identity", AwsFailures.of(e).message(), "sign in, then try again"));
      return false;
    }
  }

  private Optional<StackState> stack() {
    try {
      Optional<StackState> found = new StackService(aws.cloudFormation(), name).find();
      checks.add(found.map(this::ofStack).orElseGet(this::noStack));
      return found.filter(state -> checks.get(checks.size() - 1).verdict() != Verdict.FAIL);
    } catch (SdkException e) {
      checks.add(
          Check.fail(
              "stack",
              AwsFailures.of(e).message(),
              "ask whoever has deployed the stack for its policies, or give another --name"));
      return Optional.empty();
    }
  }

  private Check ofStack(StackState state) {
    String finding = "%s: %s".formatted(name, state.status());
    return state.isSettled()
        ? Check.ok("stack", finding)
        : Check.fail("stack", finding, "wait, or run lapwing deploy again: it says what to do");
  }

  private Check noStack() {
    return Check.fail(
        "stack",
        "there is no stack %s in %s".formatted(name, aws.region()),
        "run lapwing deploy, or give another --name or --region");
  }

  private void examine(StackState stack) {
    resources();
    checks.addAll(new FunctionChecks(aws.lambda(), name, stack, code).all());
    checks.addAll(new PermissionTrials(aws, name, stack).all());
  }

  private void resources() {
    try {
      List<StackResource> broken = new ArrayList<>();
      List<StackResource> all = new StackService(aws.cloudFormation(), name).resources();
      all.stream().filter(each -> !each.status().endsWith("_COMPLETE")).forEach(broken::add);
      checks.add(
          broken.isEmpty()
              ? Check.ok("resources", Numbers.count(all.size(), "resource") + ", all complete")
              : Check.fail(
                  "resources",
                  "%s is in %s".formatted(broken.get(0).name(), broken.get(0).status()),
                  "run lapwing deploy again"));
    } catch (SdkException e) {
      checks.add(Check.warn("resources", AwsFailures.of(e).message(), "see the permissions below"));
    }
  }
}
