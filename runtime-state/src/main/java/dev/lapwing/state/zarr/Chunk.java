package dev.lapwing.state.zarr;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;

/** The elements of one chunk, after its codecs were undone. */
final class Chunk {
  private final ArrayMetadata metadata;
  private final ByteBuffer bytes;

  Chunk(ArrayMetadata metadata, ByteBuffer bytes) {
    this.metadata = metadata;
    this.bytes = bytes.slice().order(metadata.byteOrder());
  }

  /** Copies the first rows and columns to a column-major target of floats or of doubles. */
  void copyTo(ByteBuffer target, int rows, int columns) {
    if (metadata.type() == ElementType.FLOAT32) {
      copyElements(target.asFloatBuffer(), rows, columns);
    } else if (metadata.type() == ElementType.FLOAT64 && metadata.columnMajor()) {
      copyColumns(target.asDoubleBuffer(), rows, columns);
    } else {
      copyElements(target.asDoubleBuffer(), rows, columns);
    }
  }

  private void copyElements(FloatBuffer target, int rows, int columns) {
    FloatBuffer source = bytes.asFloatBuffer();
    int rowStride = metadata.columnMajor() ? 1 : metadata.chunkColumns();
    int columnStride = metadata.columnMajor() ? metadata.chunkRows() : 1;
    for (int column = 0; column < columns; column++) {
      for (int row = 0; row < rows; row++) {
        target.put(column * rows + row, source.get(row * rowStride + column * columnStride));
      }
    }
  }

  private void copyColumns(DoubleBuffer target, int rows, int columns) {
    DoubleBuffer source = bytes.asDoubleBuffer();
    for (int column = 0; column < columns; column++) {
      target.put(column * rows, source, column * metadata.chunkRows(), rows);
    }
  }

  private void copyElements(DoubleBuffer target, int rows, int columns) {
    ElementType type = metadata.type();
    int rowStride = type.bytes() * (metadata.columnMajor() ? 1 : metadata.chunkColumns());
    int columnStride = type.bytes() * (metadata.columnMajor() ? metadata.chunkRows() : 1);
    for (int column = 0; column < columns; column++) {
      for (int row = 0; row < rows; row++) {
        target.put(column * rows + row, type.get(bytes, row * rowStride + column * columnStride));
      }
    }
  }
}
