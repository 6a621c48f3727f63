package dev.lapwing.cli;

import dev.lapwing.cli.stack.CodePackage;
import dev.lapwing.cli.stack.StackName;
import dev.lapwing.cli.stack.StackState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.AccountLimit;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** The function as it is deployed: whether it can start, what code it has, how often it may run. */
record FunctionChecks(
    LambdaClient client, StackName name, StackState stack, Optional<CodePackage> code) {
  private static final int MANY = 100;

  List<Check> all() {
    List<Check> checks = new ArrayList<>();
    checks.add(guarded("function", this::function));
    checks.add(version());
    checks.add(guarded("quota", this::quota));
    return checks;
  }

  private Check function() {
    FunctionConfiguration function =
        client.getFunction(request -> request.functionName(name.function())).configuration();
    String finding =
        "%s: %s, %d MB, %d s"
            .formatted(
                name.function(),
                function.stateAsString(),
                function.memorySize(),
                function.timeout());
    if (!"Active".equals(function.stateAsString())) {
      return Check.fail("function", finding, "wait a minute; then run lapwing deploy again");
    }
    boolean other =
        function.codeSha256() != null
            && code.filter(mine -> !mine.sha256OfLambda().equals(function.codeSha256()))
                .isPresent();
    return other
        ? Check.warn("function", finding + ", and not the code of this build", "run lapwing deploy")
        : Check.ok("function", finding);
  }

  /** Executors of another version may not understand what this client writes. */
  private Check version() {
    String key = stack.parameters().getOrDefault("CodeKey", "");
    String mine = Version.ofBuild();
    Optional<String> theirs = CodePackage.versionOf(key);
    String finding = "function %s, client %s".formatted(theirs.orElse("unknown"), mine);
    return theirs.filter(mine::equals).isPresent()
        ? Check.ok("version", finding)
        : Check.fail("version", finding, "run lapwing deploy with this client");
  }

  private Check quota() {
    AccountLimit limit = client.getAccountSettings(request -> {}).accountLimit();
    int wanted = Integer.parseInt(stack.parameters().getOrDefault("MaxExecutors", "" + MANY));
    Optional<Integer> reserved = reserved();
    int available = reserved.orElse(limit.unreservedConcurrentExecutions());
    String finding =
        "%s of up to %d; the account has %d, %d of them unreserved"
            .formatted(
                Numbers.count(Math.min(available, wanted), "executor"),
                wanted,
                limit.concurrentExecutions(),
                limit.unreservedConcurrentExecutions());
    if (available == 0) {
      return Check.fail(
          "quota",
          finding + "; the function's own limit is 0",
          "run lapwing deploy; a destroy that was interrupted leaves it so");
    }
    return available >= wanted
        ? Check.ok("quota", finding)
        : Check.warn(
            "quota",
            finding,
            reserved.isPresent()
                ? "the function's own limit is in the way: run lapwing deploy with --reserve to set it to --max-executors, or with --no-reserve to be without"
                : "raise 'Concurrent executions' of Lambda in Service Quotas, or deploy with --max-executors "
                    + available);
  }

  private Optional<Integer> reserved() {
    return Optional.ofNullable(
        client
            .getFunctionConcurrency(request -> request.functionName(name.function()))
            .reservedConcurrentExecutions());
  }

  private Check guarded(String what, Look look) {
    try {
      return look.look();
    } catch (ResourceNotFoundException e) {
      return Check.fail(what, "there is no function " + name.function(), "run lapwing deploy");
    } catch (SdkException e) {
      return Check.warn(what, AwsFailures.of(e).message(), "see the permissions below");
    }
  }

  /** A look that may fail. */
  private interface Look {
    Check look();
  }
}
