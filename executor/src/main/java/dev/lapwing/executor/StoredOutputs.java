package dev.lapwing.executor;

import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.StoredMatrix;
import java.util.Collection;
import java.util.List;

/** Outputs that are finished where they were written, and published when their run is DONE. */
final class StoredOutputs implements RunOutputs {
  private final Storage storage;
  private final List<String> locations;

  StoredOutputs(Storage storage, Collection<String> locations) {
    this.storage = storage;
    this.locations = List.copyOf(locations);
  }

  @Override
  public void finish() throws StoreException {
    for (String location : locations) {
      try (StoredMatrix matrix = storage.reopen(location)) {
        matrix.finish();
      }
    }
  }

  @Override
  public void publish() throws StoreException {
    for (String location : locations) {
      storage.publish(location);
    }
  }
}
