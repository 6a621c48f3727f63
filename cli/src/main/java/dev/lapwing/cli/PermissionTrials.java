package dev.lapwing.cli;

import dev.lapwing.cli.stack.AwsSession;
import dev.lapwing.cli.stack.Permission;
import dev.lapwing.cli.stack.StackName;
import dev.lapwing.cli.stack.StackState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Tries every permission by using it: on an object, a queue and an item that are made for it and
 * deleted again, or on nothing at all. So it says what really happens, whatever policies say.
 */
final class PermissionTrials {
  private final Map<String, Trial> trials = new LinkedHashMap<>();
  private final String cure;

  PermissionTrials(AwsSession aws, StackName name, StackState stack) {
    cure =
        "attach the policies %s and %s"
            .formatted(
                stack.outputs().getOrDefault("ExecutorPolicy", "of the output ExecutorPolicy"),
                stack.outputs().getOrDefault("ClientPolicy", "ClientPolicy"));
    stack.bucket().ifPresent(bucket -> new ObjectTrials(aws.s3(), bucket).addTo(trials));
    new ItemTrials(aws.dynamoDb(), name.table()).addTo(trials);
    new QueueTrials(aws.sqs(), name).addTo(trials);
    new FunctionTrials(aws.lambda(), name).addTo(trials);
    var stacks = aws.cloudFormation();
    trials.put(
        "cloudformation:DescribeStacks",
        () -> stacks.describeStacks(request -> request.stackName(name.value())));
    trials.put(
        "cloudformation:DescribeStackResources",
        () -> stacks.describeStackResources(request -> request.stackName(name.value())));
  }

  /** Uses a permission; throws what AWS's client throws. */
  interface Trial {
    void run();
  }

  /** What a trial needs is not there, because an earlier trial failed. */
  static final class NotTried extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotTried(String why) {
      super(why);
    }
  }

  /** All permissions; those of the list that have no trial say so. */
  List<Check> all() {
    List<Check> checks = new ArrayList<>();
    Map<String, Permission> untried = new LinkedHashMap<>();
    Permission.ALL.forEach(permission -> untried.put(permission.action(), permission));
    trials.forEach((action, trial) -> checks.add(check(untried.remove(action), trial)));
    untried.keySet().forEach(action -> checks.add(cannotBeTried(action)));
    return checks;
  }

  private Check check(Permission permission, Trial trial) {
    String what = permission.action() + " on " + permission.on().words().replace("`", "");
    try {
      trial.run();
      return Check.ok("may", what);
    } catch (NotTried e) {
      return Check.warn("may", "%s: not tried, %s".formatted(what, e.getMessage()), cure);
    } catch (AwsServiceException e) {
      return refused(what, permission, e);
    } catch (SdkException e) {
      return Check.warn("may", "%s: %s".formatted(what, AwsFailures.of(e).message()), "try again");
    }
  }

  private Check refused(String what, Permission permission, AwsServiceException refusal) {
    return AwsFailures.isDenial(refusal)
        ? Check.fail("may NOT", "%s, which is for %s".formatted(what, permission.purpose()), cure)
        : Check.fail(
            "may",
            "%s: %s".formatted(what, AwsFailures.of(refusal).message()),
            "run lapwing deploy");
  }

  private static Check cannotBeTried(String action) {
    return Check.ok("function", action + " is the function's alone and cannot be tried from here");
  }
}
