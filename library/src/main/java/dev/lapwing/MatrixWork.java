package dev.lapwing;

import dev.lapwing.format.MatrixFileInfo;
import dev.lapwing.format.MatrixFiles;
import dev.lapwing.lambdapack.Matrix.Structure;
import dev.lapwing.state.Precision;
import dev.lapwing.state.Tile;
import dev.lapwing.state.TileEntries;
import dev.lapwing.tiles.TileArray;
import dev.lapwing.tiles.TileGrid;
import dev.lapwing.tiles.TileLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Function;

/** Runs that go over the tiles of matrices without a program. */
final class MatrixWork {
  private final Lapwing lapwing;
  private final RunOptions options;

  MatrixWork(Lapwing lapwing, RunOptions options) {
    this.lapwing = lapwing;
    this.options = options;
  }

  /** The matrix of a function. */
  Run<BigMatrix> generate(long rows, long columns, Entries entries) {
    return write(
        "generate",
        grid(rows, columns),
        options.precision().orElseGet(() -> lapwing.engine().settings().precision()),
        (tiles, loop) ->
            loop.forEach(tiles.grid(), (row, column) -> generateTile(tiles, row, column, entries)));
  }

  /** The matrix in a file. */
  Run<BigMatrix> read(Path file) {
    MatrixFileInfo info = info(file);
    return write(
        "import of " + file,
        grid(info.rows(), info.columns()),
        options.precision().orElse(info.precision()),
        (tiles, loop) -> MatrixFiles.read(file, tiles, loop));
  }

  /**
   * A matrix like another, in tiles of its own: by a program, unless executors elsewhere would have
   * to see what only this process can.
   */
  Run<BigMatrix> copy(BigMatrix source) {
    return lapwing.engine().computesOn(source.location(), options.out())
        ? lapwing
            .operations()
            .entries()
            .copy(Operand.of(source).cut(gridOfCopy(source)), precisionOfCopy(source))
            .only("C", options)
        : copyHere(source);
  }

  /** A copy that is a step of something else, and does not wait for executors nobody starts. */
  Run<BigMatrix> load(BigMatrix source) {
    return lapwing.engine().waitsForOthers() ? copyHere(source) : copy(source);
  }

  private Run<BigMatrix> copyHere(BigMatrix source) {
    TileGrid grid = gridOfCopy(source);
    return reading(
        source,
        from ->
            write(
                "copy",
                grid,
                precisionOfCopy(source),
                (tiles, loop) -> copyTiles(from.cut(grid), tiles, loop)));
  }

  private TileGrid gridOfCopy(BigMatrix source) {
    return options
        .tile()
        .map(tile -> TileGrid.of(source.rows(), source.columns(), tile.rows(), tile.columns()))
        .orElse(source.grid());
  }

  private Precision precisionOfCopy(BigMatrix source) {
    return options.precision().orElse(source.precision());
  }

  /** Writes a matrix to a place; the run gives the matrix itself. */
  Run<BigMatrix> save(BigMatrix source, String uri) {
    MatrixUri place = MatrixUri.of(uri);
    String name = "export to " + uri;
    if (place.isTiled()) {
      Run<BigMatrix> copy = new MatrixWork(lapwing, options.writeTo(uri)).load(source);
      return new MappedRun<>(
          copy,
          saved -> {
            saved.close();
            return source;
          });
    }
    return reading(
        source,
        from ->
            TileRun.start(
                lapwing.engine(),
                name,
                loop -> {
                  MatrixFiles.write(from, place.path(), loop);
                  return source;
                }));
  }

  /** A matrix whose tiles are made from those of another. */
  Run<BigMatrix> derive(String name, BigMatrix source, TileGrid grid, Derivation derivation) {
    return reading(
        source,
        from ->
            write(
                name,
                grid,
                from.precision(),
                (tiles, loop) -> derivation.write(from, tiles, loop)));
  }

  private Run<BigMatrix> write(String name, TileGrid grid, Precision precision, Content content) {
    Draft draft = Draft.create(lapwing, grid, Structure.FULL, precision, options);
    return TileRun.start(lapwing.engine(), name, loop -> complete(draft, content, loop));
  }

  private static BigMatrix complete(Draft draft, Content content, TileLoop loop)
      throws IOException {
    boolean written = false;
    try {
      content.writeTo(draft.tiles(), loop);
      loop.checkpoint();
      written = true;
    } finally {
      if (!written) {
        draft.discard();
      }
    }
    return draft.finish();
  }

  /** Starts a run that reads a matrix, which may be closed meanwhile. */
  static <T> Run<T> reading(BigMatrix source, Function<TileArray, Run<T>> start) {
    TileHold claim = source.claim();
    try {
      Run<T> run = start.apply(source.tiles());
      Joining.atEnd(run.future(), claim::close);
      return run;
    } catch (RuntimeException e) {
      claim.close();
      throw e;
    }
  }

  private TileGrid grid(long rows, long columns) {
    return options
        .tile()
        .map(tile -> TileGrid.of(rows, columns, tile.rows(), tile.columns()))
        .orElseGet(() -> lapwing.engine().grid(rows, columns));
  }

  private static MatrixFileInfo info(Path file) {
    try {
      return MatrixFiles.info(file);
    } catch (NoSuchFileException e) {
      throw new UncheckedIOException("there is no file " + file, e);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + file + ": " + e.getMessage(), e);
    }
  }

  private static void copyTiles(TileArray from, TileArray to, TileLoop loop) throws IOException {
    loop.forEach(
        to.grid(),
        (row, column) -> {
          Tile tile = from.read(row, column);
          try {
            to.write(row, column, tile);
          } finally {
            tile.release();
          }
        });
  }

  private static void generateTile(TileArray tiles, long row, long column, Entries entries)
      throws IOException {
    Tile tile = tiles.allocate(row, column);
    try {
      fill(tile, tiles.grid().firstRow(row), tiles.grid().firstColumn(column), entries);
      tiles.write(row, column, tile);
    } finally {
      tile.release();
    }
  }

  private static void fill(Tile tile, long firstRow, long firstColumn, Entries entries) {
    TileEntries values = tile.entries();
    for (int j = 0; j < tile.columns(); j++) {
      for (int i = 0; i < tile.rows(); i++) {
        values.put(j * tile.rows() + i, entries.at(firstRow + i, firstColumn + j));
      }
    }
  }

  /** What is written into a matrix that is made from another. */
  interface Derivation {
    void write(TileArray from, TileArray to, TileLoop loop) throws IOException;
  }

  /** What is written into a new matrix. */
  private interface Content {
    void writeTo(TileArray tiles, TileLoop loop) throws IOException;
  }
}
