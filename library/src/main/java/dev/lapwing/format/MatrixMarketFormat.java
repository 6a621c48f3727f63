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
 * NIST's Matrix Market exchange format. Read: {@code array} and {@code coordinate}, {@code real}
 * and {@code integer}, {@code general}, {@code symmetric} and {@code skew-symmetric}; entries of
 * {@code coordinate} that name the same place are added, and places that none names are zero.
 * Written: {@code array real general}.
 *
 * @see <a href="https://math.nist.gov/MatrixMarket/formats.html">Text File Formats</a>
 */
final class MatrixMarketFormat implements MatrixFormat {

  @Override
  public String ending() {
    return ".mtx";
  }

  @Override
  public MatrixFileInfo info(Path file) throws IOException {
    try (MatrixMarketFile entries = MatrixMarketFile.open(file)) {
      MatrixMarketHeader header = entries.header();
      return new MatrixFileInfo(
          "Matrix Market",
          header.rows(),
          header.columns(),
          Map.of(
              "layout", header.layout().word(),
              "element type", header.field(),
              "symmetry", header.symmetry().word()));
    }
  }

  /**
   * Reads the file once for as many rows of tiles as fit into half of the memory that is left: the
   * entries come in any order.
   */
  @Override
  public void read(Path file, TileArray into, TileLoop loop) throws IOException {
    Partition tileRows = into.grid().rows();
    long together = tileRowsAtOnce(into);
    for (long tileRow = 0; tileRow < tileRows.tiles(); tileRow += together) {
      long count = Math.min(together, tileRows.tiles() - tileRow);
      try (Panel panel = Panel.zeros(into, tileRow, count);
          MatrixMarketFile entries = MatrixMarketFile.open(file)) {
        entries.readInto(panel, loop);
        panel.store();
      }
    }
  }

  @Override
  public void write(TileArray matrix, Path file, TileLoop loop) throws IOException {
    TileArray columns = matrix.transpose();
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      writer.write("%%MatrixMarket matrix array real general\n");
      writer.write(
          "%d %d\n".formatted(matrix.grid().rows().elements(), matrix.grid().columns().elements()));
      for (long tileColumn = 0; tileColumn < columns.grid().rows().tiles(); tileColumn++) {
        loop.checkpoint();
        try (Panel panel = Panel.read(columns, tileColumn, 1)) {
          writeLines(panel, matrix.grid().rows().elements(), writer);
        }
      }
    }
  }

  private static void writeLines(Panel columns, long rows, BufferedWriter writer)
      throws IOException {
    for (long j = columns.firstRow(); j < columns.endRow(); j++) {
      for (long i = 0; i < rows; i++) {
        writer.write(columns.text(j, i));
        writer.write('\n');
      }
    }
  }

  private static long tileRowsAtOnce(TileArray into) {
    long free = (into.pool().budgetBytes() - into.pool().bytesInUse()) / 2;
    long tileRow =
        into.precision().bytes(into.grid().rows().tile(), into.grid().columns().elements());
    return Math.max(1, Math.min(into.grid().rows().tiles(), free / Math.max(1, tileRow)));
  }
}
