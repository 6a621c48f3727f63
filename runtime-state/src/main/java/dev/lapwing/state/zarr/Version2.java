package dev.lapwing.state.zarr;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/** The metadata document {@code .zarray} of version 2, for reading. */
final class Version2 {
  static final String DOCUMENT = ".zarray";

  private final MetadataReader reader;

  private Version2(MetadataReader reader) {
    this.reader = reader;
  }

  /** What a document says. */
  static ArrayMetadata read(String location, byte[] content) throws UnsupportedArray {
    return new Version2(new MetadataReader(location, content)).array();
  }

  private ArrayMetadata array() throws UnsupportedArray {
    if (reader.field("zarr_format").asInt() != 2) {
      throw reader.unsupported("has zarr_format " + reader.field("zarr_format") + ", not 2");
    }
    JsonNode shape = reader.field("shape");
    long[] extents = reader.extents("shape", shape, 0);
    ElementType type = type();
    int[] chunk = reader.chunkExtents("chunks", reader.field("chunks"), type);
    return new ArrayMetadata(
        shape.size(),
        extents[0],
        extents[1],
        chunk[0],
        chunk[1],
        type,
        byteOrder(),
        columnMajor(),
        codecs(),
        ChunkKeys.version2(reader.document().path("dimension_separator").asText(".")),
        reader.fill(reader.field("fill_value")),
        Optional.empty(),
        Optional.empty());
  }

  private ElementType type() throws UnsupportedArray {
    String dtype = reader.field("dtype").asText();
    return Optional.of(dtype)
        .filter(text -> text.length() == 3)
        .flatMap(text -> ElementType.coded(text.substring(1)))
        .orElseThrow(
            () ->
                reader.unsupported(
                    "has elements of type %s; Lapwing reads %s. Save it with astype('float64')"
                        .formatted(reader.document().get("dtype"), ElementType.names())));
  }

  private ByteOrder byteOrder() throws UnsupportedArray {
    return switch (reader.field("dtype").asText().charAt(0)) {
      case '<', '|' -> ByteOrder.LITTLE_ENDIAN;
      case '>' -> ByteOrder.BIG_ENDIAN;
      default -> throw reader.unsupported("has the dtype " + reader.field("dtype"));
    };
  }

  private boolean columnMajor() throws UnsupportedArray {
    return switch (reader.field("order").asText()) {
      case "C" -> false;
      case "F" -> true;
      default -> throw reader.unsupported("has the order " + reader.field("order"));
    };
  }

  private List<ByteCodec> codecs() throws UnsupportedArray {
    JsonNode filters = reader.document().path("filters");
    if (!filters.isEmpty()) {
      throw reader.unsupported(
          "is written with filters (%s), which Lapwing does not read. Save it without"
              .formatted(filters));
    }
    JsonNode compressor = reader.field("compressor");
    if (compressor.isNull()) {
      return List.of();
    }
    String name = compressor.path("id").asText();
    return List.of(
        ByteCodec.named(name, compressor.path("cname").asText())
            .orElseThrow(() -> unknown(compressor)));
  }

  private UnsupportedArray unknown(JsonNode compressor) {
    return reader.unsupported(
        "is compressed with %s; Lapwing reads %s. Save it with one of these, or without: zarr.create_array(..., zarr_format=2, compressors=None)"
            .formatted(compressor, ByteCodec.names()));
  }
}
