package dev.lapwing.state;

import dev.lapwing.state.objects.ObjectStore;
import dev.lapwing.state.zarr.ZarrArray;
import java.io.IOException;
import java.util.Optional;

/**
 * Where one Zarr array is or shall be: the steps of its {@link ArrayLife} that a folder and a
 * bucket take each in its own way.
 */
interface ArrayPlace {

  /** The full name: {@code file:///data/a.zarr}. */
  String location();

  /** All objects of the place, whoever wrote them. */
  ObjectStore objects();

  /** The chunks of one draft, for those who write and read it. */
  ObjectStore chunks(String draft);

  /** Whether an array is being written here, or was, or is being deleted. */
  boolean isClaimed() throws IOException;

  /** Whether there is anything here at all. */
  boolean holdsAnything() throws IOException;

  /** Refuses what can be neither an array nor become one. */
  void checkSuitable() throws IOException;

  /**
   * Makes the place one draft's, with the array's document as {@link ArrayLife#PENDING}. Of several
   * that try at once one succeeds.
   *
   * @param array the array that is to be written, which has a draft
   * @return whether this one did
   */
  boolean claim(ZarrArray array) throws IOException;

  /** Gives up a claim, and what was written under it. */
  void unclaim() throws IOException;

  /**
   * Makes the pending document the array's metadata, after all chunks are safe, unless there is
   * metadata already; then gives up the claim.
   */
  void publish() throws IOException;

  /**
   * Deletes everything, the metadata first and the claim last: whoever comes between, or after a
   * crash, sees neither an array nor other things that nobody may touch.
   */
  void deleteAll() throws IOException;

  /** The bytes of everything that is stored here. */
  long bytes() throws IOException;

  /** The place with .zarr behind its name, if an array is there. */
  Optional<String> withSuffix() throws IOException;
}
