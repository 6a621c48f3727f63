package dev.lapwing.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lapwing.Shape;
import dev.lapwing.format.MatrixFileInfo;
import dev.lapwing.format.MatrixFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
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
      "  lapwing info *.npy --json"
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
    MatrixFileInfo info = info(matrix);
    answer.line(
        "%s: %s, %s".formatted(matrix, new Shape(info.rows(), info.columns()), info.format()));
    answer.row("  bytes", ByteSize.text(matrix.bytes()));
    new TreeMap<>(info.details()).forEach((name, value) -> answer.row("  " + name, value));
    node.put("path", matrix.given())
        .put("format", info.format())
        .put("rows", info.rows())
        .put("columns", info.columns())
        .put("bytes", matrix.bytes());
    new TreeMap<>(info.details()).forEach(node::put);
  }

  private static MatrixFileInfo info(MatrixPath matrix) {
    try {
      return MatrixFiles.info(matrix.requireExisting().path());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
