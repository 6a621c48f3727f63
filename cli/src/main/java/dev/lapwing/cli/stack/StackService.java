package dev.lapwing.cli.stack;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/** CloudFormation, asked about one stack. */
public final class StackService {
  private final CloudFormationClient client;
  private final StackName name;

  /** CloudFormation as a client knows it. */
  public StackService(CloudFormationClient client, StackName name) {
    this.client = client;
    this.name = name;
  }

  /** The stack, if there is one. */
  public Optional<StackState> find() {
    try {
      List<Stack> stacks =
          client.describeStacks(request -> request.stackName(name.value())).stacks();
      return stacks.stream().findFirst().map(StackState::of);
    } catch (CloudFormationException e) {
      if (isMissing(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** What the stack consists of: names in the template, with the names in the account. */
  public List<StackResource> resources() {
    return client
        .describeStackResources(request -> request.stackName(name.value()))
        .stackResources()
        .stream()
        .map(StackResource::of)
        .toList();
  }

  /**
   * Has CloudFormation work out what it would do; nothing is changed by that.
   *
   * @param settings the parameters that are given; others keep the stack's values, or the
   *     template's
   */
  public ChangeSet propose(StackSettings settings) {
    Optional<StackState> before = find().filter(state -> !state.isDraft());
    CreateChangeSetResponse created =
        client.createChangeSet(
            request ->
                request
                    .stackName(name.value())
                    .changeSetName("lapwing-" + Instant.now().toEpochMilli())
                    .changeSetType(before.isPresent() ? ChangeSetType.UPDATE : ChangeSetType.CREATE)
                    .templateBody(Template.text())
                    .parameters(parameters(settings, before))
                    .capabilities(Capability.CAPABILITY_IAM)
                    .tags(Tag.builder().key("lapwing").value(name.value()).build()));
    return new ChangeSet(created.id(), created.stackId(), changes(created.id()));
  }

  /** Forgets a change set, and nothing else. */
  public void forget(ChangeSet changes) {
    client.deleteChangeSet(request -> request.changeSetName(changes.id()));
  }

  /** Forgets a change set, and a stack that exists only for it. */
  public void discard(ChangeSet changes) {
    forget(changes);
    if (find().filter(StackState::isDraft).isPresent()) {
      client.deleteStack(request -> request.stackName(changes.stackId()));
    }
  }

  /** Begins to do what a change set says. */
  public Operation execute(ChangeSet changes) {
    EventLog log = EventLog.fromNow(client, changes.stackId());
    client.executeChangeSet(request -> request.changeSetName(changes.id()));
    return new Operation(name, log, changes.changes().size());
  }

  /** Begins to delete the stack. */
  public Operation delete(StackState stack) {
    EventLog log = EventLog.fromNow(client, stack.id());
    int resources = resources().size();
    client.deleteStack(request -> request.stackName(stack.id()));
    return new Operation(name, log, resources);
  }

  private List<Change> changes(String changeSet) {
    List<Change> changes = new ArrayList<>();
    DescribeChangeSetResponse page = awaitEnd(changeSet);
    if (page.status() == ChangeSetStatus.FAILED) {
      client.deleteChangeSet(request -> request.changeSetName(changeSet));
      if (saysNothingToDo(page.statusReason())) {
        return List.of();
      }
      throw new IllegalStateException(
          "CloudFormation refuses to change stack %s: %s".formatted(name, page.statusReason()));
    }
    add(page, changes);
    while (page.nextToken() != null) {
      String token = page.nextToken();
      page = client.describeChangeSet(request -> request.changeSetName(changeSet).nextToken(token));
      add(page, changes);
    }
    return changes;
  }

  private static void add(DescribeChangeSetResponse page, List<Change> changes) {
    page.changes().forEach(change -> changes.add(Change.of(change.resourceChange())));
  }

  private DescribeChangeSetResponse awaitEnd(String changeSet) {
    Pause pause = new Pause();
    while (true) {
      DescribeChangeSetResponse answer =
          client.describeChangeSet(request -> request.changeSetName(changeSet));
      if (answer.status() != ChangeSetStatus.CREATE_PENDING
          && answer.status() != ChangeSetStatus.CREATE_IN_PROGRESS) {
        return answer;
      }
      pause.take();
    }
  }

  private static List<Parameter> parameters(StackSettings settings, Optional<StackState> before) {
    List<Parameter> parameters = new ArrayList<>();
    Map<String, String> given = settings.parameters();
    given.forEach(
        (key, value) ->
            parameters.add(Parameter.builder().parameterKey(key).parameterValue(value).build()));
    before.ifPresent(
        stack ->
            StackSettings.NAMES.stream()
                .filter(key -> !given.containsKey(key) && stack.parameters().containsKey(key))
                .map(key -> Parameter.builder().parameterKey(key).usePreviousValue(true).build())
                .forEach(parameters::add));
    return parameters;
  }

  /** CloudFormation has two wordings for it, and no code. */
  private static boolean saysNothingToDo(String reason) {
    return reason != null
        && (reason.contains("didn't contain changes") || reason.contains("No updates are to be"));
  }

  /** A stack that does not exist is a ValidationError like any other. */
  private static boolean isMissing(CloudFormationException failure) {
    return failure.awsErrorDetails().errorCode().equals("ValidationError")
        && failure.awsErrorDetails().errorMessage().contains("does not exist");
  }
}
