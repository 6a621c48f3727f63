package dev.lapwing.compiler;

import java.util.ArrayList;
import java.util.List;

/** Rows of cells as lines with aligned columns. */
final class TextTable {
  private static final String INDENT = "  ";

  private TextTable() {}

  static List<String> lines(List<List<String>> rows) {
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < row.size(); c++) {
        line.append(INDENT).append(row.get(c));
        line.append(" ".repeat(width(rows, c) - row.get(c).length()));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private static int width(List<List<String>> rows, int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
