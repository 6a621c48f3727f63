package dev.lapwing.testing.cloudformation;

import dev.lapwing.testing.cloudformation.Script.Planned;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The operations of CloudFormation.
 *
 * @param stacks all that there were, deleted ones as well
 * @param scripts for the change sets to come
 * @param region of their names
 */
record Operations(List<ScriptedStack> stacks, Deque<Script> scripts, String region) {
  private static final int MOST_TEMPLATE_BYTES = 51_200;
  private static final int PAGE = 5;
  private static final String TIME = "2026-01-01T00:00:00.000Z";

  Xml carryOut(String operation, Form form) throws Refusal {
    return switch (operation) {
      case "DescribeStacks" -> describe(stack(form));
      case "DescribeStackEvents" -> events(stack(form), form);
      case "DescribeStackResources" -> resources(stack(form));
      case "CreateChangeSet" -> createChangeSet(form);
      case "DescribeChangeSet" -> describeChangeSet(form);
      case "DeleteChangeSet" -> deleteChangeSet(form);
      case "ExecuteChangeSet" -> executeChangeSet(form);
      case "DeleteStack" -> deleteStack(form);
      default -> throw new Refusal("InvalidAction", "Could not find operation " + operation);
    };
  }

  /** By name only what exists; by ARN also what does not any more. */
  private Optional<ScriptedStack> find(String name) {
    return stacks.stream()
        .filter(each -> each.id().equals(name) || (each.name().equals(name) && !each.isGone()))
        .findFirst();
  }

  private ScriptedStack stack(Form form) throws Refusal {
    String name = form.get("StackName");
    return find(name).orElseThrow(() -> Refusal.noStack(name));
  }

  private static Xml describe(ScriptedStack stack) {
    return new Xml()
        .list(
            "Stacks",
            List.of(stack),
            (xml, each) ->
                xml.element("StackName", each.name())
                    .element("StackId", each.id())
                    .element("CreationTime", TIME)
                    .element("StackStatus", each.status())
                    .pairs("Parameters", each.parameters(), "ParameterKey", "ParameterValue")
                    .pairs("Outputs", each.outputs(), "OutputKey", "OutputValue"));
  }

  private static Xml events(ScriptedStack stack, Form form) {
    List<Event> events = form.find("NextToken").isPresent() ? stack.happened() : stack.look();
    return page(
        new Xml(),
        "StackEvents",
        events,
        form,
        (xml, event) ->
            xml.element("StackId", stack.id())
                .element("EventId", event.id())
                .element("StackName", stack.name())
                .element("LogicalResourceId", event.resource())
                .element("ResourceType", event.type())
                .element("Timestamp", TIME)
                .element("ResourceStatus", event.status())
                .element("ResourceStatusReason", event.reason()));
  }

  private static Xml resources(ScriptedStack stack) {
    return new Xml()
        .list(
            "StackResources",
            List.copyOf(stack.resources().entrySet()),
            (xml, resource) ->
                xml.element("LogicalResourceId", resource.getKey())
                    .element("PhysicalResourceId", stack.name() + "-" + resource.getKey())
                    .element("ResourceType", resource.getValue())
                    .element("Timestamp", TIME)
                    .element("ResourceStatus", "CREATE_COMPLETE"));
  }

  private Xml createChangeSet(Form form) throws Refusal {
    String template = form.get("TemplateBody");
    if (template.length() > MOST_TEMPLATE_BYTES) {
      throw Refusal.validation("Member must have length less than or equal to 51200");
    }
    if (!form.fields().containsValue("CAPABILITY_IAM")) {
      throw new Refusal(
          "InsufficientCapabilitiesException", "Requires capabilities : [CAPABILITY_IAM]");
    }
    ScriptedStack stack = target(form);
    String id =
        "arn:aws:cloudformation:%s:%s:changeSet/%s/%d"
            .formatted(
                region,
                LocalCloudFormation.ACCOUNT,
                form.get("ChangeSetName"),
                stack.changeSets().size());
    Map<String, String> parameters = form.parameters(stack.parameters());
    stack
        .changeSets()
        .put(id, new ScriptedChangeSet(id, Optional.ofNullable(scripts.poll()), parameters));
    return new Xml().element("Id", id).element("StackId", stack.id());
  }

  private ScriptedStack target(Form form) throws Refusal {
    String name = form.get("StackName");
    Optional<ScriptedStack> found = find(name);
    boolean creates = form.get("ChangeSetType").equals("CREATE");
    if (creates && found.filter(stack -> !stack.isDraft()).isPresent()) {
      throw new Refusal("AlreadyExistsException", "Stack [%s] already exists".formatted(name));
    }
    if (creates && found.isEmpty()) {
      ScriptedStack stack = new ScriptedStack(name, region, LocalCloudFormation.ACCOUNT);
      stacks.add(stack);
      return stack;
    }
    ScriptedStack stack = found.orElseThrow(() -> Refusal.noStack(name));
    if (stack.status().equals("ROLLBACK_COMPLETE")) {
      throw Refusal.validation(
          "Stack:%s is in ROLLBACK_COMPLETE state and can not be updated.".formatted(stack.id()));
    }
    return stack;
  }

  private ScriptedStack owner(String changeSet) throws Refusal {
    return stacks.stream()
        .filter(stack -> stack.changeSets().containsKey(changeSet))
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    "ChangeSetNotFound", "ChangeSet [%s] does not exist".formatted(changeSet)));
  }

  private Xml describeChangeSet(Form form) throws Refusal {
    String id = form.get("ChangeSetName");
    ScriptedStack stack = owner(id);
    ScriptedChangeSet changes = stack.changeSets().get(id);
    String status = changes.look();
    List<Planned> planned =
        status.equals("CREATE_COMPLETE") ? changes.script().changes() : List.of();
    Xml xml =
        new Xml()
            .element("ChangeSetId", id)
            .element("StackId", stack.id())
            .element("Status", status)
            .element("StatusReason", changes.reason());
    return page(xml, "Changes", planned, form, Operations::change);
  }

  private static void change(Xml xml, Planned planned) {
    xml.element("Type", "Resource")
        .open("ResourceChange")
        .element("Action", planned.action())
        .element("LogicalResourceId", planned.resource())
        .element("ResourceType", planned.type())
        .element("Replacement", planned.replacement())
        .close("ResourceChange");
  }

  private Xml deleteChangeSet(Form form) throws Refusal {
    String id = form.get("ChangeSetName");
    owner(id).changeSets().remove(id);
    return new Xml();
  }

  private Xml executeChangeSet(Form form) throws Refusal {
    String id = form.get("ChangeSetName");
    ScriptedStack stack = owner(id);
    stack.execute(stack.changeSets().get(id));
    return new Xml();
  }

  /** Of a stack that is not there nothing has to be deleted. */
  private Xml deleteStack(Form form) {
    find(form.get("StackName"))
        .ifPresent(
            stack -> {
              if (stack.isDraft()) {
                stacks.remove(stack);
              } else {
                stack.delete();
              }
            });
    return new Xml();
  }

  private static <T> Xml page(
      Xml xml, String name, List<T> all, Form form, BiConsumer<Xml, T> member) {
    int from = form.find("NextToken").map(Integer::parseInt).orElse(0);
    int to = Math.min(all.size(), from + PAGE);
    return xml.list(name, all.subList(from, to), member)
        .element("NextToken", to < all.size() ? Integer.toString(to) : "");
  }
}
