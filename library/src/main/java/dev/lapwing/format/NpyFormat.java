package dev.lapwing.format;

import dev.lapwing.state.Tile;
import dev.lapwing.tiles.TileArray;
import dev.lapwing.tiles.TileLoop;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * NumPy's format: one array behind a short header. Read: versions 1 to 3, C and Fortran order,
 * floating-point, integer and boolean elements of either byte order; an array of one dimension is
 * one column. Written: version 1.0, C order, little-endian float64 or float32.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">NEP 1</a>
 */
final class NpyFormat implements MatrixFormat {

  @Override
  public String ending() {
    return ".npy";
  }

  @Override
  public MatrixFileInfo info(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      NpyHeader header = NpyHeaderReader.read(channel, file);
      return new MatrixFileInfo(
          "npy " + header.version(),
          header.rows(),
          header.columns(),
          header.type().precision(),
          Map.of(
              "element type",
              header.type().name(),
              "order",
              header.fortranOrder() ? "Fortran" : "C"));
    }
  }

  @Override
  public void read(Path file, TileArray into, TileLoop loop) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      NpyHeader header = NpyHeaderReader.read(channel, file);
      var data = new NpyData(channel, header);
      loop.forEach(
          into.grid(),
          (row, column) -> {
            Tile tile = into.allocate(row, column);
            try {
              data.read(into.grid().firstRow(row), into.grid().firstColumn(column), tile);
              into.write(row, column, tile);
            } finally {
              tile.release();
            }
          });
    }
  }

  @Override
  public void write(TileArray matrix, Path file, TileLoop loop) throws IOException {
    NpyHeader header =
        NpyHeader.of(
            matrix.precision(),
            matrix.grid().rows().elements(),
            matrix.grid().columns().elements());
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      header.write(channel);
      var data = new NpyData(channel, header);
      loop.forEach(
          matrix.grid(),
          (row, column) -> {
            Tile tile = matrix.read(row, column);
            try {
              data.write(matrix.grid().firstRow(row), matrix.grid().firstColumn(column), tile);
            } finally {
              tile.release();
            }
          });
    }
  }
}
