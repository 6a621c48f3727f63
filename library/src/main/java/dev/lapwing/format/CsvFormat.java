package dev.lapwing.format;

import dev.lapwing.lambdapack.Partition;
import dev.lapwing.tiles.TileArray;
import dev.lapwing.tiles.TileLoop;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Comma-separated values: one row of the matrix a line. A first line with a field that is no number
 * is a header and is left out. Written without a header, with as many digits as read back the same
 * doubles.
 */
final class CsvFormat implements MatrixFormat {

  @Override
  public String ending() {
    return ".csv";
  }

  @Override
  public MatrixFileInfo info(Path file) throws IOException {
    try (CsvRows rows = CsvRows.open(file)) {
      long count = 0;
      for (; rows.hasNext(); count++) {
        rows.skip();
      }
      String header = rows.header().isEmpty() ? "none" : String.join(", ", rows.header());
      return new MatrixFileInfo("csv", count, rows.columns(), Map.of("header", header));
    }
  }

  @Override
  public void read(Path file, TileArray into, TileLoop loop) throws IOException {
    Partition tileRows = into.grid().rows();
    try (CsvRows rows = CsvRows.open(file)) {
      for (long tileRow = 0; tileRow < tileRows.tiles(); tileRow++) {
        loop.checkpoint();
        try (Panel panel = Panel.zeros(into, tileRow, 1)) {
          for (long row = panel.firstRow(); row < panel.endRow(); row++) {
            rows.next(panel, row);
          }
          panel.store();
        }
      }
    }
  }

  @Override
  public void write(TileArray matrix, Path file, TileLoop loop) throws IOException {
    long rows = matrix.grid().rows().elements();
    long columns = matrix.grid().columns().elements();
    if ((rows == 0) != (columns == 0)) {
      throw new IllegalArgumentException(
          "a CSV file cannot hold a matrix of %d x %d: its lines would say nothing of its shape"
              .formatted(rows, columns));
    }
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      for (long tileRow = 0; tileRow < matrix.grid().rows().tiles(); tileRow++) {
        loop.checkpoint();
        try (Panel panel = Panel.read(matrix, tileRow, 1)) {
          writeLines(panel, columns, writer);
        }
      }
    }
  }

  private static void writeLines(Panel panel, long columns, BufferedWriter writer)
      throws IOException {
    for (long i = panel.firstRow(); i < panel.endRow(); i++) {
      for (long j = 0; j < columns; j++) {
        writer.write(j == 0 ? "" : ",");
        writer.write(panel.text(i, j));
      }
      writer.write('\n');
    }
  }
}
