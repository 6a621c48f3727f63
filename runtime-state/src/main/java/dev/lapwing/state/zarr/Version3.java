package dev.lapwing.state.zarr;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The metadata document {@code zarr.json} of version 3. */
final class Version3 {
  static final String DOCUMENT = "zarr.json";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> FIELDS =
      Set.of(
          "zarr_format",
          "node_type",
          "shape",
          "data_type",
          "chunk_grid",
          "chunk_key_encoding",
          "fill_value",
          "codecs",
          "attributes",
          "dimension_names",
          "storage_transformers");

  private final MetadataReader reader;

  private Version3(MetadataReader reader) {
    this.reader = reader;
  }

  /** What a document says. */
  static ArrayMetadata read(String location, byte[] content) throws UnsupportedArray {
    return new Version3(new MetadataReader(location, content)).array();
  }

  /** The document of an array that {@link ArrayMetadata#ofTiles} describes. */
  static byte[] write(ArrayMetadata metadata) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("zarr_format", 3).put("node_type", "array");
    document.putArray("shape").add(metadata.rows()).add(metadata.columns());
    document.put("data_type", metadata.type().label());
    configuration(document.putObject("chunk_grid"), "regular")
        .putArray("chunk_shape")
        .add(metadata.chunkRows())
        .add(metadata.chunkColumns());
    configuration(document.putObject("chunk_key_encoding"), "default").put("separator", "/");
    document.put("fill_value", metadata.fill().orElse(0.0));
    var codecs = document.putArray("codecs");
    configuration(codecs.addObject(), "transpose").putArray("order").add(1).add(0);
    configuration(codecs.addObject(), "bytes").put("endian", "little");
    codecs.addObject().put("name", "crc32c");
    ObjectNode ours = document.putObject("attributes").putObject("lapwing");
    metadata.structure().ifPresent(value -> ours.put("structure", value));
    metadata.draft().ifPresent(value -> ours.put("draft", value));
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of values is always JSON", e);
    }
  }

  private static ObjectNode configuration(ObjectNode extension, String name) {
    return extension.put("name", name).putObject("configuration");
  }

  private ArrayMetadata array() throws UnsupportedArray {
    checkFormat();
    ElementType type = type();
    JsonNode shape = reader.field("shape");
    long[] extents = reader.extents("shape", shape, 0);
    int[] chunk = chunk(type, shape.size());
    var pipeline = new Pipeline(shape.size());
    for (JsonNode codec : reader.field("codecs")) {
      pipeline.add(codec);
    }
    pipeline.checkComplete(type);
    return new ArrayMetadata(
        shape.size(),
        extents[0],
        extents[1],
        chunk[0],
        chunk[1],
        type,
        pipeline.byteOrder,
        pipeline.columnMajor,
        pipeline.codecs,
        keys(),
        reader.fill(reader.field("fill_value")),
        ours("structure"),
        ours("draft"));
  }

  private void checkFormat() throws UnsupportedArray {
    if (reader.field("zarr_format").asInt() != 3) {
      throw reader.unsupported("has zarr_format " + reader.field("zarr_format") + ", not 3");
    }
    if (!reader.field("node_type").asText().equals("array")) {
      throw reader.unsupported(
          "describes a %s, not an array. Give the path of an array inside it"
              .formatted(reader.field("node_type").asText()));
    }
    for (Map.Entry<String, JsonNode> field : reader.document().properties()) {
      checkUnderstood(field);
    }
    if (!reader.document().path("storage_transformers").isEmpty()) {
      throw reader.unsupported("has storage transformers, which Lapwing does not read");
    }
  }

  private void checkUnderstood(Map.Entry<String, JsonNode> field) throws UnsupportedArray {
    boolean optional =
        field.getValue().isObject() && !field.getValue().path("must_understand").asBoolean(true);
    if (!FIELDS.contains(field.getKey()) && !optional) {
      throw reader.unsupported(
          "has the field '%s', which Lapwing does not understand".formatted(field.getKey()));
    }
  }

  private ElementType type() throws UnsupportedArray {
    String name = name(reader.field("data_type"));
    return ElementType.named(name)
        .orElseThrow(
            () ->
                reader.unsupported(
                    "has elements of type %s; Lapwing reads %s. Save it with astype('float64')"
                        .formatted(name, ElementType.names())));
  }

  private int[] chunk(ElementType type, int dimensions) throws UnsupportedArray {
    JsonNode grid = reader.field("chunk_grid");
    if (!name(grid).equals("regular")) {
      throw reader.unsupported("has a chunk grid '%s', not 'regular'".formatted(name(grid)));
    }
    JsonNode shape = grid.path("configuration").path("chunk_shape");
    if (shape.size() != dimensions) {
      throw reader.unsupported("has a chunk_shape of %s".formatted(shape));
    }
    return reader.chunkExtents("chunk_shape", shape, type);
  }

  private ChunkKeys keys() throws UnsupportedArray {
    JsonNode encoding = reader.field("chunk_key_encoding");
    JsonNode separator = encoding.path("configuration").path("separator");
    return switch (name(encoding)) {
      case "default" -> ChunkKeys.standard(separator.asText("/"));
      case "v2" -> ChunkKeys.version2(separator.asText("."));
      default ->
          throw reader.unsupported(
              "has the chunk key encoding '%s', not 'default' or 'v2'".formatted(name(encoding)));
    };
  }

  private Optional<String> ours(String name) {
    JsonNode value = reader.document().path("attributes").path("lapwing").path(name);
    return value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
  }

  /** The name of an extension, which is given as an object or, in short, as text. */
  private static String name(JsonNode extension) {
    return extension.isTextual() ? extension.asText() : extension.path("name").asText();
  }

  /** The codecs of an array, from elements to stored bytes. */
  private final class Pipeline {
    private final int dimensions;
    private final List<ByteCodec> codecs = new ArrayList<>();
    private boolean columnMajor;
    private boolean inBytes;
    private boolean ordered;
    private ByteOrder byteOrder = ByteOrder.LITTLE_ENDIAN;

    Pipeline(int dimensions) {
      this.dimensions = dimensions;
    }

    void add(JsonNode codec) throws UnsupportedArray {
      String name = name(codec);
      JsonNode configuration = codec.path("configuration");
      switch (name) {
        case "transpose" -> transpose(configuration.path("order"));
        case "bytes" -> bytes(configuration.path("endian"));
        default ->
            codecs.add(
                ByteCodec.named(name, configuration.path("cname").asText())
                    .filter(known -> inBytes)
                    .orElseThrow(() -> unknown(codec)));
      }
    }

    void checkComplete(ElementType type) throws UnsupportedArray {
      if (!inBytes) {
        throw reader.unsupported("has no codec 'bytes'");
      }
      if (!ordered && type.bytes() > 1) {
        throw reader.unsupported("does not say the byte order of its elements");
      }
    }

    private void transpose(JsonNode order) throws UnsupportedArray {
      boolean swaps = order.size() == 2 && order.get(0).asInt() == 1 && order.get(1).asInt() == 0;
      boolean keeps = order.size() == dimensions && order.get(0).asInt() == 0;
      if (inBytes || (!swaps && !keeps)) {
        throw reader.unsupported("has a transpose codec with the order " + order);
      }
      columnMajor ^= swaps;
    }

    private void bytes(JsonNode endian) throws UnsupportedArray {
      inBytes = true;
      ordered = endian.isTextual();
      byteOrder =
          switch (endian.asText("little")) {
            case "little" -> ByteOrder.LITTLE_ENDIAN;
            case "big" -> ByteOrder.BIG_ENDIAN;
            default -> throw reader.unsupported("has the byte order " + endian);
          };
    }

    private UnsupportedArray unknown(JsonNode codec) {
      return reader.unsupported(
          "is written with the codec %s; Lapwing reads %s. Save it with one of these, or with none: zarr.create_array(..., compressors=None)"
              .formatted(codec, ByteCodec.names()));
    }
  }
}
