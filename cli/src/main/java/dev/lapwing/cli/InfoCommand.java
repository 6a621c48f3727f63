package dev.lapwing.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lapwing.BigMatrix;
import dev.lapwing.Lapwing;
import dev.lapwing.Shape;
import dev.lapwing.format.MatrixFileInfo;
import dev.lapwing.format.MatrixFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says what matrices are, without reading their entries. */
@Command(
    name = "info",
    header = "Says what matrices are: shape, tiles, type, bytes.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  lapwing generate random 1000x200 --out a.zarr",
      "  lapwing info a.zarr",
      "  lapwing info a.zarr --json"
    })
final class InfoCommand implements Runnable {
  private final Dialogue dialogue;

  @Parameters(
      arity = "1..*",
      paramLabel = "MATRIX",
      converter = MatrixPath.Converter.class,
      description = "The matrices.")
  private List<MatrixPath> matrices;

  InfoCommand(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public void run() {
    Answer answer = Answer.of("info");
    ArrayNode nodes = JsonNodeFactory.instance.arrayNode();
    for (MatrixPath matrix : matrices) {
      describe(matrix, answer, nodes.addObject());
    }
    dialogue.answer(answer.fact("matrices", nodes));
  }

  private static void describe(MatrixPath matrix, Answer answer, ObjectNode node) {
    MatrixFileInfo info = info(matrix.requireExisting());
    Shape shape = new Shape(info.rows(), info.columns());
    answer.line("%s: %s, %s".formatted(matrix, shape, info.format()));
    answer.row("  bytes", ByteSize.text(matrix.bytes()));
    answer.row("  type", info.precision().label());
    node.put("path", matrix.given())
        .put("format", info.format())
        .put("rows", info.rows())
        .put("columns", info.columns())
        .put("type", info.precision().label())
        .put("bytes", matrix.bytes());
    new TreeMap<>(info.details())
        .forEach(
            (name, value) -> {
              answer.row("  " + name, value);
              node.put(name, value);
            });
  }

  private static MatrixFileInfo info(MatrixPath matrix) {
    if (matrix.isZarr()) {
      return arrayInfo(matrix);
    }
    try {
      return MatrixFiles.info(((FilePath) matrix).path());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MatrixFileInfo arrayInfo(MatrixPath array) {
    try (Lapwing lapwing = Lapwing.local();
        BigMatrix matrix = lapwing.open(array.uri())) {
      return new MatrixFileInfo(
          array.arrayFormat(),
          matrix.rows(),
          matrix.columns(),
          matrix.precision(),
          Map.of("tile", matrix.tileShape().toString(), "tiles", matrix.tileCounts().toString()));
    }
  }
}
