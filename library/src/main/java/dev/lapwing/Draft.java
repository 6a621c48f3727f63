package dev.lapwing;

import dev.lapwing.lambdapack.Matrix.Structure;
import dev.lapwing.state.MatrixLayout;
import dev.lapwing.state.MatrixUnavailable;
import dev.lapwing.state.Precision;
import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.StoredMatrix;
import dev.lapwing.tiles.TileArray;
import dev.lapwing.tiles.TileGrid;
import java.io.IOException;

/**
 * A matrix that is being written. Nobody can open it before it is finished; {@link #discard} leaves
 * nothing of it.
 */
final class Draft implements Output {
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
  static Draft nameless(Lapwing lapwing, TileGrid grid, Structure structure, Precision precision) {
    return create(lapwing, grid, structure, precision, RunOptions.defaults());
  }

  /** A matrix where it is wanted, or else without a name. */
  static Draft create(
      Lapwing lapwing,
      TileGrid grid,
      Structure structure,
      Precision precision,
      RunOptions options) {
    lapwing.engine().requireOpen();
    MatrixLayout layout = layout(grid, structure).in(precision);
    try {
      return options.out().isPresent()
          ? lasting(lapwing, options.out().get(), options.replaces(), layout)
          : nameless(lapwing, layout);
    } catch (MatrixUnavailable e) {
      if (e.reason() == MatrixUnavailable.Reason.NO_PLACE_FOR_A_MATRIX) {
        throw new IllegalArgumentException(e.getMessage(), e);
      }
      throw Failures.storage("creating a matrix", e);
    } catch (StoreException e) {
      throw Failures.storage("creating a matrix", e);
    }
  }

  private static Draft lasting(
      Lapwing lapwing, String wanted, boolean replaces, MatrixLayout layout) throws StoreException {
    MatrixUri uri = MatrixUri.of(wanted);
    if (!uri.isTiled()) {
      throw new IllegalArgumentException(
          "%s cannot be written tile by tile: write to a place that ends in .zarr, or save(...) the result"
              .formatted(wanted));
    }
    StoredMatrix store = storage(lapwing).draft(wanted, layout, replaces);
    return new Draft(lapwing, store, MatrixUri.plain(store.location()), true);
  }

  private static Draft nameless(Lapwing lapwing, MatrixLayout layout) throws StoreException {
    String uri = lapwing.engine().nameless().next();
    return new Draft(lapwing, storage(lapwing).create(uri, layout), uri, false);
  }

  TileArray tiles() {
    return lapwing.engine().tiles(store);
  }

  @Override
  public String location() {
    return store.location();
  }

  /** Makes it a matrix that others can open: all its tiles are written. */
  BigMatrix finish() throws IOException {
    store.finish();
    return published();
  }

  @Override
  public BigMatrix published() throws IOException {
    if (!lasting) {
      return BigMatrix.nameless(lapwing, store, uri);
    }
    String place = MatrixUri.plain(storage(lapwing).publish(location()));
    if (place.equals(uri)) {
      return BigMatrix.stored(lapwing, store, uri);
    }
    store.close();
    return lapwing.openStored(place);
  }

  @Override
  public void discard() {
    try {
      store.close();
      lapwing.engine().nameless().delete(uri);
    } catch (StoreException e) {
      throw Failures.storage("deleting " + uri, e);
    }
  }

  @Override
  public void leave() {
    lapwing.engine().nameless().keep(uri);
  }

  private static Storage storage(Lapwing lapwing) {
    return lapwing.engine().storage();
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
