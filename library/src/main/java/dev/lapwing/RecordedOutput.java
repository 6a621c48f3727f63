package dev.lapwing;

import dev.lapwing.state.Storage;
import java.io.IOException;

/**
 * An output of a run that another process began. It belongs to the run: a failure here leaves it
 * where it is, and so does closing the result.
 *
 * @param lapwing where it is opened
 * @param location where it is written
 */
record RecordedOutput(Lapwing lapwing, String location) implements Output {

  @Override
  public BigMatrix published() throws IOException {
    Storage storage = lapwing.engine().storage();
    String place = storage.publish(location);
    return BigMatrix.stored(lapwing, storage.open(place), MatrixUri.plain(place));
  }

  @Override
  public void discard() {}

  @Override
  public void leave() {}
}
