package dev.lapwing;

import dev.lapwing.lambdapack.Matrix.Structure;
import dev.lapwing.state.MatrixLayout;
import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.StoredMatrix;
import dev.lapwing.tiles.TileArray;
import dev.lapwing.tiles.TileGrid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A matrix that is being written. Nobody can open it before {@link #finish}; {@link #discard}
 * leaves nothing of it.
 */
final class Draft {
  private final Lapwing lapwing;
  private final StoredMatrix store;
  private final String uri;
  private final boolean lasting;

  private Draft(Lapwing lapwing, StoredMatrix store, String uri, boolean lasting) {
    this.lapwing = lapwing;
    this.store = store;
    this.uri = uri;
    this.lasting = lasting;
  }

  /** A matrix without a name: freed when nobody uses it any more. */
  static Draft nameless(Lapwing lapwing, TileGrid grid, Structure structure) {
    return create(lapwing, grid, structure, RunOptions.defaults());
  }

  /** A matrix where it is wanted, or else without a name. */
  static Draft create(Lapwing lapwing, TileGrid grid, Structure structure, RunOptions options) {
    lapwing.engine().requireOpen();
    try {
      Optional<String> out = options.out();
      String uri = out.map(wanted -> place(lapwing, wanted)).orElseGet(() -> nextName(lapwing));
      Storage storage = lapwing.engine().storage();
      StoredMatrix store =
          out.isPresent() && options.replaces()
              ? storage.replace(uri, layout(grid, structure))
              : storage.create(uri, layout(grid, structure));
      return new Draft(lapwing, store, uri, out.isPresent());
    } catch (StoreException e) {
      throw Failures.storage("creating a matrix", e);
    }
  }

  /** A draft that another process began, at the place that its tiles have. */
  static Draft reopen(Lapwing lapwing, String uri) throws StoreException {
    StoredMatrix store = lapwing.engine().storage().reopen(uri);
    return new Draft(lapwing, store, uri, !NamelessMatrices.isNameless(lapwing.folder(), uri));
  }

  TileArray tiles() {
    return lapwing.engine().tiles(store);
  }

  /** Makes it a matrix that others can open. */
  BigMatrix finish() throws IOException {
    store.finish();
    if (!lasting) {
      return BigMatrix.nameless(lapwing, store, uri);
    }
    Optional<Path> target = MatrixFolders.targetOf(uri);
    if (target.isEmpty()) {
      return BigMatrix.stored(lapwing, store, uri);
    }
    store.close();
    MatrixFolders.replace(lapwing.engine().storage(), MatrixUri.of(uri).path(), target.get());
    return lapwing.openStored(target.get().toString());
  }

  /** Removes it. */
  void discard() {
    try {
      store.close();
      lapwing.engine().nameless().delete(uri);
    } catch (StoreException e) {
      throw Failures.storage("deleting " + uri, e);
    }
  }

  /** Where a matrix is written that is wanted at a place. */
  private static String place(Lapwing lapwing, String wanted) {
    MatrixUri uri = MatrixUri.of(wanted);
    return switch (uri.kind()) {
      case MEMORY, BUCKET -> wanted;
      case FOLDER -> MatrixFolders.partFor(lapwing.engine().storage(), uri.path()).toString();
      case FILE ->
          throw new IllegalArgumentException(
              "%s cannot be written tile by tile: write to a place that ends in .zarr, or save(...) the result"
                  .formatted(wanted));
    };
  }

  private static String nextName(Lapwing lapwing) {
    return lapwing.engine().nameless().next();
  }

  private static MatrixLayout layout(TileGrid grid, Structure structure) {
    return new MatrixLayout(
        grid.rows().elements(),
        grid.columns().elements(),
        Math.toIntExact(grid.rows().tile()),
        Math.toIntExact(grid.columns().tile()),
        MatrixLayout.Structure.valueOf(structure.name()));
  }
}
