package dev.lapwing.cli.stack;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The template as maps, lists and texts. References are texts, too: {@code !Ref A} and {@code !Sub
 * "${A}"} are both {@code ${A}}. Of other functions the arguments are left.
 */
final class TemplateYaml {
  private TemplateYaml() {}

  static Map<String, Object> read() {
    return map(value(new Yaml().compose(new StringReader(Template.text()))));
  }

  /** The value at the end of a path of keys. */
  static Object at(Map<String, Object> map, String... path) {
    Object value = map;
    for (String key : path) {
      value = map(value).get(key);
    }
    return value;
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  /** The value itself if it is a list, or a list of it. */
  static List<?> list(Object value) {
    return value instanceof List<?> list ? list : List.of(value);
  }

  private static Object value(Node node) {
    if (node instanceof ScalarNode scalar) {
      return switch (node.getTag().getValue()) {
        case "!Ref", "!GetAtt" -> "${" + scalar.getValue() + "}";
        default -> scalar.getValue();
      };
    }
    if (node instanceof SequenceNode sequence) {
      List<Object> values = new ArrayList<>();
      sequence.getValue().forEach(each -> values.add(value(each)));
      return node.getTag().getValue().equals("!Sub") ? values.get(0) : values;
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (NodeTuple pair : ((MappingNode) node).getValue()) {
      values.put((String) value(pair.getKeyNode()), value(pair.getValueNode()));
    }
    return values;
  }
}
