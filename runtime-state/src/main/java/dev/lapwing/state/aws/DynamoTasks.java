package dev.lapwing.state.aws;

import dev.lapwing.state.PermanentStoreException;
import dev.lapwing.state.RunTable.Arrival;
import dev.lapwing.state.RunTable.TaskItem;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.aws.TaskSlot.Group;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * What a table of DynamoDB knows of the tasks of runs. Every write here can be repeated: sets only
 * grow, and of all marks the first stays. All reads are consistent, because an executor that reads
 * acts on what another has written before.
 */
final class DynamoTasks {
  /**
   * The most edges that a task may receive. Their set is a part of an item that is written once for
   * each edge, and DynamoDB charges by the kilobyte of the item: 4,096 edges are 16 KB, 8 times as
   * much for the tasks of a group together, far below the 400 KB that an item can have.
   */
  static final int MAX_EDGES = 4096;

  private final DynamoCalls calls;
  private final Expiry expiry;
  private final Together together;

  DynamoTasks(DynamoCalls calls, Expiry expiry, Together together) {
    this.calls = calls;
    this.expiry = expiry;
    this.together = together;
  }

  Map<Long, TaskItem> addEdges(String run, List<Arrival> arrivals) throws StoreException {
    Map<Group, List<Arrival>> groups = new LinkedHashMap<>();
    for (Arrival arrival : arrivals) {
      groups
          .computeIfAbsent(TaskSlot.of(run, arrival.item()).group(), any -> new ArrayList<>())
          .add(arrival);
    }
    List<Map<Long, TaskItem>> parts =
        together.all(
            groups.entrySet().stream()
                .map(each -> addition(run, each.getKey(), each.getValue()))
                .toList());
    Map<Long, TaskItem> known = new HashMap<>();
    parts.forEach(known::putAll);
    Map<Long, TaskItem> items = new LinkedHashMap<>();
    arrivals.forEach(arrival -> items.put(arrival.item(), known.get(arrival.item())));
    return items;
  }

  boolean hasEdge(String run, long item, int edge) throws StoreException {
    TaskSlot slot = TaskSlot.of(run, item);
    return slot.hasEdge(read(slot), edge);
  }

  TaskItem item(String run, long item) throws StoreException {
    TaskSlot slot = TaskSlot.of(run, item);
    return slot.read(read(slot));
  }

  Map<Long, TaskItem> items(String run, List<Long> items) throws StoreException {
    Set<Map<String, AttributeValue>> keys = new LinkedHashSet<>();
    items.forEach(item -> keys.add(TaskSlot.of(run, item).group().key()));
    Map<Map<String, AttributeValue>, Map<String, AttributeValue>> groups =
        new DynamoBatchGet(calls, together).get(List.copyOf(keys));
    Map<Long, TaskItem> found = new HashMap<>();
    for (long item : items) {
      TaskSlot slot = TaskSlot.of(run, item);
      found.put(item, slot.read(groups.getOrDefault(slot.group().key(), Map.of())));
    }
    return found;
  }

  /** The first mark stays; whoever comes later sees it. */
  boolean markDone(String run, long item, OptionalLong next) throws StoreException {
    TaskSlot slot = TaskSlot.of(run, item);
    Mark mine = Mark.with(next);
    var change =
        calls.update(
            request ->
                request
                    .key(slot.group().key())
                    .updateExpression("SET #m = if_not_exists(#m, :m), #x = :x")
                    .expressionAttributeNames(Map.of("#m", slot.mark(), "#x", Attributes.EXPIRES))
                    .expressionAttributeValues(
                        Map.of(":m", Attributes.text(mine.encode()), ":x", expiry.fromNow()))
                    .returnValues(ReturnValue.UPDATED_NEW));
    return slot.markIn(change.item()).equals(Optional.of(mine));
  }

  private Map<String, AttributeValue> read(TaskSlot slot) throws StoreException {
    return calls.get(slot.group().key()).orElse(Map.of());
  }

  /** One request, whatever the number of tasks of the group. */
  private Together.Part<Map<Long, TaskItem>> addition(
      String run, Group group, List<Arrival> arrivals) {
    return () -> {
      Map<String, AttributeValue> after =
          calls.update(request -> add(request.key(group.key()), run, arrivals)).item();
      Map<Long, TaskItem> items = new HashMap<>();
      for (Arrival arrival : arrivals) {
        TaskItem item = TaskSlot.of(run, arrival.item()).read(after);
        items.put(arrival.item(), withinBounds(run, arrival.item(), item));
      }
      return items;
    };
  }

  private void add(UpdateItemRequest.Builder request, String run, List<Arrival> arrivals) {
    Map<String, List<Integer>> sets = new TreeMap<>();
    for (Arrival arrival : arrivals) {
      List<Integer> edges =
          sets.computeIfAbsent(TaskSlot.of(run, arrival.item()).edges(), any -> new ArrayList<>());
      if (!edges.contains(arrival.edge())) {
        edges.add(arrival.edge());
      }
    }
    Map<String, String> names = new HashMap<>(Map.of("#x", Attributes.EXPIRES));
    Map<String, AttributeValue> values = new HashMap<>(Map.of(":x", expiry.fromNow()));
    List<String> additions = new ArrayList<>();
    sets.forEach(
        (attribute, edges) -> {
          names.put("#" + attribute, attribute);
          values.put(":" + attribute, Attributes.numbers(edges));
          additions.add("#%s :%s".formatted(attribute, attribute));
        });
    request
        .updateExpression("SET #x = :x ADD " + String.join(", ", additions))
        .expressionAttributeNames(names)
        .expressionAttributeValues(values)
        .returnValues(ReturnValue.ALL_NEW);
  }

  private static TaskItem withinBounds(String run, long number, TaskItem item)
      throws PermanentStoreException {
    if (item.edges() > MAX_EDGES) {
      throw new PermanentStoreException(
          "Task %d of run %s has received more than %,d edges, the most that a run table on DynamoDB keeps: use larger tiles, or sum with treeReduce."
              .formatted(number, run, MAX_EDGES));
    }
    return item;
  }
}
