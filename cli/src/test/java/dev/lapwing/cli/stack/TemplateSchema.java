package dev.lapwing.cli.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * What AWS's schemas say of a template's resources: which properties there are, which must be
 * there, of what type, and for single values which are allowed. Of intrinsic functions the results
 * are taken for right; of {@code !If} both branches are looked at. cfn-lint, which the profile
 * {@code interop} runs, knows more.
 */
final class TemplateSchema {
  /** What a resource may have besides its properties, of what the template uses. */
  private static final Set<String> OF_RESOURCES =
      Set.of("Type", "Condition", "DeletionPolicy", "UpdateReplacePolicy", "Properties");

  private static final Pattern WHOLE = Pattern.compile("-?[0-9]+");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
  private static final Pattern TRUTH = Pattern.compile("true|false");

  private final JsonNode root;
  private final List<String> problems;

  private TemplateSchema(JsonNode root, List<String> problems) {
    this.root = root;
    this.problems = problems;
  }

  /** All that is wrong with the resources of a template, each with its path. */
  static List<String> problems(String template) throws IOException {
    JsonNode types = types();
    List<String> problems = new ArrayList<>();
    Node resources = fields(new Yaml().compose(new StringReader(template))).get("Resources");
    for (Map.Entry<String, Node> each : fields(resources).entrySet()) {
      Map<String, Node> resource = fields(each.getValue());
      String type = ((ScalarNode) resource.get("Type")).getValue();
      if (!types.has(type)) {
        problems.add(each.getKey() + ": there is no schema of " + type);
      } else {
        new TemplateSchema(types.get(type), problems).resource(each.getKey(), resource);
      }
    }
    return problems;
  }

  private static JsonNode types() throws IOException {
    try (InputStream stream = TemplateSchema.class.getResourceAsStream("schemas.json")) {
      return new ObjectMapper().readTree(stream).get("types");
    }
  }

  private void resource(String name, Map<String, Node> resource) {
    resource.keySet().stream()
        .filter(key -> !OF_RESOURCES.contains(key))
        .forEach(key -> problems.add(name + " has no " + key));
    Node properties = resource.get("Properties");
    fields(properties).keySet().stream()
        .filter(key -> contains(root.path("readOnlyProperties"), "/properties/" + key))
        .forEach(key -> problems.add(name + "." + key + " cannot be set"));
    value(name, properties, root);
  }

  private void value(String path, Node node, JsonNode reference) {
    JsonNode schema = reference.has("$ref") ? referred(reference.get("$ref").asText()) : reference;
    if (schema.has("oneOf")) {
      oneOf(path, node, schema.get("oneOf"));
    } else if (node.getTag().getValue().equals("!If")) {
      List<Node> parts = ((SequenceNode) node).getValue();
      parts.subList(1, parts.size()).forEach(part -> value(path, part, schema));
    } else if (!node.getTag().getValue().startsWith("!")) {
      literal(path, node, schema);
    }
  }

  private JsonNode referred(String pointer) {
    return root.at(pointer.substring(1));
  }

  private void oneOf(String path, Node node, JsonNode choices) {
    List<String> all = new ArrayList<>();
    for (JsonNode choice : choices) {
      List<String> some = new ArrayList<>();
      new TemplateSchema(root, some).value(path, node, choice);
      if (some.isEmpty()) {
        return;
      }
      all.addAll(some);
    }
    problems.addAll(all);
  }

  private void literal(String path, Node node, JsonNode schema) {
    if (node instanceof MappingNode) {
      expect(path, "object", schema);
      object(path, fields(node), schema);
    } else if (node instanceof SequenceNode list) {
      expect(path, "array", schema);
      for (int i = 0; i < list.getValue().size(); i++) {
        value(path + "[" + i + "]", list.getValue().get(i), schema.path("items"));
      }
    } else {
      scalar(path, ((ScalarNode) node).getValue(), schema);
    }
  }

  private void object(String path, Map<String, Node> fields, JsonNode schema) {
    fields.forEach(
        (name, field) -> {
          if (schema.path("properties").has(name)) {
            value(path + "." + name, field, schema.get("properties").get(name));
          } else if (!isFree(name, schema)) {
            problems.add(path + " has no property " + name);
          }
        });
    schema
        .path("required")
        .forEach(
            name -> {
              if (!fields.containsKey(name.asText())) {
                problems.add(path + " must have " + name.asText());
              }
            });
  }

  private static boolean isFree(String name, JsonNode schema) {
    for (Map.Entry<String, JsonNode> each : schema.path("patternProperties").properties()) {
      if (Pattern.compile(each.getKey()).matcher(name).find()) {
        return true;
      }
    }
    return schema.path("additionalProperties").asBoolean(true);
  }

  /** CloudFormation takes texts for numbers and truths, and numbers for texts. */
  private void scalar(String path, String text, JsonNode schema) {
    boolean typed =
        schema.path("type").isMissingNode()
            || is(schema, "string")
            || (is(schema, "integer") && WHOLE.matcher(text).matches())
            || (is(schema, "number") && NUMBER.matcher(text).matches())
            || (is(schema, "boolean") && TRUTH.matcher(text).matches());
    if (!typed) {
      problems.add("%s is %s and not of type %s".formatted(path, text, schema.get("type")));
    } else if (schema.has("enum") && !contains(schema.get("enum"), text)) {
      problems.add("%s is %s and not one of %s".formatted(path, text, schema.get("enum")));
    } else if (schema.has("pattern") && !matches(schema.get("pattern").asText(), text)) {
      problems.add("%s is %s and not like %s".formatted(path, text, schema.get("pattern")));
    } else if (NUMBER.matcher(text).matches() && isBeyond(Double.parseDouble(text), schema)) {
      problems.add("%s is %s: too small or too large".formatted(path, text));
    }
  }

  private void expect(String path, String type, JsonNode schema) {
    if (schema.has("type") && !is(schema, type)) {
      problems.add("%s is of type %s and not %s".formatted(path, type, schema.get("type")));
    }
  }

  private static boolean is(JsonNode schema, String type) {
    JsonNode types = schema.path("type");
    return types.isArray() ? contains(types, type) : types.asText().equals(type);
  }

  private static boolean isBeyond(double number, JsonNode schema) {
    return number < schema.path("minimum").asDouble(number)
        || number > schema.path("maximum").asDouble(number);
  }

  private static boolean matches(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).find();
  }

  private static boolean contains(JsonNode array, String text) {
    return StreamSupport.stream(array.spliterator(), false).anyMatch(e -> e.asText().equals(text));
  }

  private static Map<String, Node> fields(Node node) {
    Map<String, Node> fields = new TreeMap<>();
    for (NodeTuple pair : ((MappingNode) node).getValue()) {
      fields.put(((ScalarNode) pair.getKeyNode()).getValue(), pair.getValueNode());
    }
    return fields;
  }
}
