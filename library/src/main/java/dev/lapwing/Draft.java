package dev.lapwing;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.lapwing.lambdapack.Matrix.Structure;
import dev.lapwing.state.MatrixLayout;
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
  private final Optional<Path> target;
  private final boolean lasting;

  private Draft(
      Lapwing lapwing, StoredMatrix store, String uri, Optional<Path> target, boolean lasting) {
    this.lapwing = lapwing;
    this.store = store;
    this.uri = uri;
    this.target = target;
    this.lasting = lasting;
  }

  /** A matrix where it is wanted, or else without a name: freed when nobody uses it any more. */
  static Draft create(Lapwing lapwing, TileGrid grid, Structure structure, Optional<String> out) {
    Engine engine = lapwing.engine();
    engine.requireOpen();
    MatrixLayout layout = layout(grid, structure);
    try {
      return out.isPresent()
          ? at(lapwing, out.get(), layout)
          : create(lapwing, nameless(engine), layout, Optional.empty(), false);
    } catch (StoreException e) {
      throw Failures.storage("creating a matrix", e);
    }
  }

  TileArray tiles() {
    return lapwing.engine().tiles(store);
  }

  /** Makes it a matrix that others can open. */
  BigMatrix finish() throws IOException {
    store.finish();
    if (target.isEmpty()) {
      return lasting
          ? BigMatrix.stored(lapwing, store, uri)
          : BigMatrix.nameless(lapwing, store, uri);
    }
    store.close();
    MatrixFolders.replace(lapwing.engine().storage(), Path.of(uri), target.get());
    return lapwing.openStored(target.get().toString());
  }

  /** Removes it. */
  void discard() {
    try {
      store.close();
      lapwing.engine().storage().delete(uri);
    } catch (StoreException e) {
      throw Failures.storage("deleting " + uri, e);
    }
  }

  private static Draft at(Lapwing lapwing, String uri, MatrixLayout layout) throws StoreException {
    MatrixUri place = MatrixUri.of(uri);
    if (place.isMemory()) {
      return create(lapwing, uri, layout, Optional.empty(), true);
    }
    Path target = place.path().toAbsolutePath();
    MatrixFolders.requireReplaceable(lapwing.engine().storage(), target);
    String part = MatrixFolders.besides(target, "part").toString();
    return create(lapwing, part, layout, Optional.of(target), true);
  }

  private static Draft create(
      Lapwing lapwing, String uri, MatrixLayout layout, Optional<Path> target, boolean lasting)
      throws StoreException {
    StoredMatrix store = lapwing.engine().storage().create(uri, layout);
    return new Draft(lapwing, store, uri, target, lasting);
  }

  private static String nameless(Engine engine) {
    String name = UlidCreator.getMonotonicUlid().toString();
    return engine
        .settings()
        .folder()
        .map(folder -> folder.resolve("matrices").resolve(name + ".zarr").toString())
        .orElse("mem:" + name);
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
