package dev.lapwing.format;

import dev.lapwing.state.Tile;
import dev.lapwing.state.TileEntries;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The elements of an .npy file, read and written tile by tile at their places in the file. */
record NpyData(FileChannel channel, NpyHeader header) {
  /** Lines of the file that are gathered before they are scattered: one cache line of doubles. */
  private static final int BATCH = 8;

  /** Fills a tile whose first entry is at a row and a column of the matrix. */
  void read(long row, long column, Tile tile) throws IOException {
    if (header.fortranOrder()) {
      readColumns(row, column, tile);
    } else {
      readRows(row, column, tile);
    }
  }

  /** Writes a tile in C order. */
  void write(long row, long column, Tile tile) throws IOException {
    int length = tile.columns();
    ByteBuffer line = header.type().buffer(length);
    TileEntries source = tile.entries();
    for (int i = 0; i < tile.rows(); i++) {
      for (int j = 0; j < length; j++) {
        header.type().put(line, j, source.get(j * tile.rows() + i));
      }
      writeFully(line.rewind(), offset(row + i, column));
    }
  }

  private void readRows(long row, long column, Tile tile) throws IOException {
    int length = tile.columns();
    ByteBuffer lines = header.type().buffer(BATCH * length);
    for (int i = 0; i < tile.rows(); i += BATCH) {
      int batch = Math.min(BATCH, tile.rows() - i);
      for (int line = 0; line < batch; line++) {
        readFully(lines, line * length, length, offset(row + i + line, column));
      }
      scatter(lines, batch, tile, i);
    }
  }

  private void scatter(ByteBuffer lines, int batch, Tile tile, int firstRow) {
    TileEntries target = tile.entries();
    int length = tile.columns();
    for (int j = 0; j < length; j++) {
      int at = j * tile.rows() + firstRow;
      for (int line = 0; line < batch; line++) {
        target.put(at + line, header.type().get(lines, line * length + j));
      }
    }
  }

  private void readColumns(long row, long column, Tile tile) throws IOException {
    int length = tile.rows();
    ByteBuffer line = header.type().buffer(length);
    TileEntries target = tile.entries();
    for (int j = 0; j < tile.columns(); j++) {
      readFully(line, 0, length, offset(row, column + j));
      for (int i = 0; i < length; i++) {
        target.put(j * length + i, header.type().get(line, i));
      }
    }
  }

  private long offset(long row, long column) {
    long element =
        header.fortranOrder() ? column * header.rows() + row : row * header.columns() + column;
    return header.dataOffset() + element * header.type().bytes();
  }

  private void readFully(ByteBuffer into, int element, int count, long offset) throws IOException {
    int bytes = header.type().bytes();
    ByteBuffer part = into.slice(element * bytes, count * bytes);
    while (part.hasRemaining()) {
      if (channel.read(part, offset + part.position()) < 0) {
        throw new EOFException("the file ends at byte " + (offset + part.position()));
      }
    }
  }

  private void writeFully(ByteBuffer bytes, long offset) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes, offset + bytes.position());
    }
  }
}
