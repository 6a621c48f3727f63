package dev.lapwing.state.aws;

import java.util.Collection;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The names of the attributes that all items have, and values of attributes. */
final class Attributes {
  /** The partition of an item. */
  static final String PARTITION = "pk";

  /** The place of an item in its partition. */
  static final String SORT = "sk";

  /** The second of the epoch after which DynamoDB may delete an item. */
  static final String EXPIRES = "expires";

  private Attributes() {}

  static Map<String, AttributeValue> key(String partition, String sort) {
    return Map.of(PARTITION, text(partition), SORT, text(sort));
  }

  static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  static AttributeValue numbers(Collection<Integer> values) {
    return AttributeValue.fromNs(values.stream().map(number -> Integer.toString(number)).toList());
  }

  /** The text of an attribute that must be there. */
  static String text(Map<String, AttributeValue> item, String attribute) {
    return item.get(attribute).s();
  }
}
