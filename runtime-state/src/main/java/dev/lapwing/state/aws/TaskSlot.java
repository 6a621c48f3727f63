package dev.lapwing.state.aws;

import dev.lapwing.state.RunTable.TaskItem;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Where the item of a task is. Eight tasks of neighbouring numbers share an item of DynamoDB, so
 * that one request can tell several children of a task; each has a slot of its own in it. Items of
 * negative numbers, the nodes of the completion tree, have one of DynamoDB's for themselves: each
 * is written by hundreds of tasks.
 *
 * @param group what is shared
 * @param slot the task's place in it
 */
record TaskSlot(Group group, int slot) {
  private static final int BITS = 3;
  private static final int SIZE = 1 << BITS;

  static TaskSlot of(String run, long item) {
    return item < 0
        ? new TaskSlot(new Group(run, item), 0)
        : new TaskSlot(new Group(run, item >> BITS), (int) (item & (SIZE - 1)));
  }

  /** The attribute with the set of edges that the task has received. */
  String edges() {
    return "e" + slot;
  }

  /** The attribute with the mark that the task is done: see {@link Mark}. */
  String mark() {
    return "m" + slot;
  }

  /** What is recorded of the task. */
  TaskItem read(Map<String, AttributeValue> item) {
    int received = item.containsKey(edges()) ? item.get(edges()).ns().size() : 0;
    Optional<Mark> done = markIn(item);
    return new TaskItem(
        received, done.isPresent(), done.map(Mark::next).orElse(OptionalLong.empty()));
  }

  boolean hasEdge(Map<String, AttributeValue> item, int edge) {
    return item.containsKey(edges()) && item.get(edges()).ns().contains(Integer.toString(edge));
  }

  Optional<Mark> markIn(Map<String, AttributeValue> item) {
    return Optional.ofNullable(item.get(mark())).map(AttributeValue::s).map(Mark::decode);
  }

  /** An item of DynamoDB that eight neighbouring tasks share. */
  record Group(String run, long number) {
    Map<String, AttributeValue> key() {
      return Attributes.key(Shards.partition(run, Long.hashCode(number)), Long.toString(number));
    }
  }
}
