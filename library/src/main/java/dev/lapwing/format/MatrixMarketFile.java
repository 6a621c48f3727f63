package dev.lapwing.format;

import dev.lapwing.format.MatrixMarketHeader.Layout;
import dev.lapwing.format.MatrixMarketHeader.Symmetry;
import dev.lapwing.tiles.TileLoop;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.StringTokenizer;
import java.util.function.Function;

/** A Matrix Market file that is being read: its header, then its entries, once. */
final class MatrixMarketFile implements AutoCloseable {
  private static final int LINES_BETWEEN_CHECKPOINTS = 4096;

  private final Path file;
  private final BufferedReader reader;
  private final MatrixMarketHeader header;
  private long line;

  private MatrixMarketFile(Path file, BufferedReader reader) throws IOException {
    this.file = file;
    this.reader = reader;
    this.header = readHeader();
  }

  /** Opens a file and reads its header. */
  static MatrixMarketFile open(Path file) throws IOException {
    BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1);
    try {
      return new MatrixMarketFile(file, reader);
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  MatrixMarketHeader header() {
    return header;
  }

  /** Reads all entries and keeps those that lie in a panel. */
  void readInto(Panel panel, TileLoop loop) throws IOException {
    if (header.layout() == Layout.ARRAY) {
      readArray(panel, loop);
    } else {
      readCoordinates(panel, loop);
    }
    requireEnd();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private void readArray(Panel panel, TileLoop loop) throws IOException {
    for (long j = 0; j < header.columns(); j++) {
      loop.checkpoint();
      for (long i = header.symmetry().firstRow(j); i < header.rows(); i++) {
        store(panel, i, j, number(entry(1).nextToken()));
      }
    }
  }

  private void readCoordinates(Panel panel, TileLoop loop) throws IOException {
    for (long k = 0; k < header.entries(); k++) {
      if (k % LINES_BETWEEN_CHECKPOINTS == 0) {
        loop.checkpoint();
      }
      StringTokenizer words = entry(3);
      long i = index(words.nextToken(), "row", header.rows());
      long j = index(words.nextToken(), "column", header.columns());
      store(panel, i, j, number(words.nextToken()));
    }
  }

  private void store(Panel panel, long row, long column, double value) {
    place(panel, row, column, value);
    if (header.symmetry() != Symmetry.GENERAL && row != column) {
      place(panel, column, row, header.symmetry().mirrorFactor() * value);
    }
  }

  private void place(Panel panel, long row, long column, double value) {
    if (!panel.holds(row)) {
      return;
    }
    if (header.layout() == Layout.ARRAY) {
      panel.set(row, column, value);
    } else {
      panel.add(row, column, value);
    }
  }

  private MatrixMarketHeader readHeader() throws IOException {
    String first = reader.readLine();
    line = 1;
    if (first == null || !first.toLowerCase(Locale.ROOT).startsWith("%%matrixmarket")) {
      throw malformed("this is no Matrix Market file: it does not begin with %%MatrixMarket");
    }
    String[] words = first.strip().toLowerCase(Locale.ROOT).split("\\s+");
    if (words.length != 5 || !words[1].equals("matrix")) {
      throw malformed(
          "the first line must be '%%MatrixMarket matrix' and three words: layout, type, symmetry");
    }
    Layout layout = oneOf(words[2], List.of(Layout.values()), Layout::word);
    if (!words[3].equals("real") && !words[3].equals("integer")) {
      throw malformed(
          "entries of type '%s' are not read: only real and integer".formatted(words[3]));
    }
    Symmetry symmetry = oneOf(words[4], List.of(Symmetry.values()), Symmetry::word);
    return readSizes(layout, words[3], symmetry);
  }

  private MatrixMarketHeader readSizes(Layout layout, String field, Symmetry symmetry)
      throws IOException {
    StringTokenizer words = entry(layout == Layout.ARRAY ? 2 : 3);
    long rows = size(words.nextToken());
    long columns = size(words.nextToken());
    long entries = layout == Layout.ARRAY ? rows * columns : size(words.nextToken());
    if (symmetry != Symmetry.GENERAL && rows != columns) {
      throw malformed(
          "a %s matrix of %d x %d is not square".formatted(symmetry.word(), rows, columns));
    }
    return new MatrixMarketHeader(layout, field, symmetry, rows, columns, entries);
  }

  private <T> T oneOf(String word, List<T> known, Function<T, String> wordOf) {
    return known.stream()
        .filter(value -> wordOf.apply(value).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                malformed(
                    "'%s' is not read: only %s"
                        .formatted(word, known.stream().map(wordOf).toList())));
  }

  /** The words of the next line that is neither blank nor a comment. */
  private StringTokenizer entry(int count) throws IOException {
    String text = nextLine();
    if (text == null) {
      throw malformed("the file ends too early");
    }
    var words = new StringTokenizer(text);
    if (words.countTokens() != count) {
      throw malformed("it has %d words where %d belong".formatted(words.countTokens(), count));
    }
    return words;
  }

  private String nextLine() throws IOException {
    String text;
    do {
      text = reader.readLine();
      line++;
    } while (text != null && (text.isBlank() || text.startsWith("%")));
    return text;
  }

  private void requireEnd() throws IOException {
    String text = nextLine();
    if (text != null) {
      throw malformed("there are more entries than the size line says");
    }
  }

  private long index(String word, String what, long count) {
    long index = size(word);
    if (index < 1 || index > count) {
      throw malformed("%s %d is outside 1 to %d".formatted(what, index, count));
    }
    return index - 1;
  }

  private long size(String word) {
    try {
      return Long.parseUnsignedLong(word);
    } catch (NumberFormatException e) {
      throw malformed("'%s' is not a count".formatted(word));
    }
  }

  private double number(String word) {
    return Numbers.parse(word).orElseThrow(() -> malformed("'%s' is not a number".formatted(word)));
  }

  private MalformedMatrixFile malformed(String problem) {
    return new MalformedMatrixFile(file, "line " + line, problem);
  }
}
