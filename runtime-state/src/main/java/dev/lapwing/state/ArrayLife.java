package dev.lapwing.state;

import dev.lapwing.state.MatrixUnavailable.Reason;
import dev.lapwing.state.objects.ObjectStore;
import dev.lapwing.state.zarr.UnsupportedArray;
import dev.lapwing.state.zarr.ZarrArray;
import java.io.IOException;
import java.util.Optional;

/**
 * The life of one Zarr array, in a folder or in a bucket: nothing, a draft, finished, deleted.
 *
 * <p>A reader must never take a half-written array for a whole one: Zarr would show zeros where
 * nothing was written yet. So the metadata comes last. A draft is chunks ({@code c/3/1}) and the
 * future metadata in {@code unfinished/array.json}, which no Zarr reader finds. To finish it, that
 * document becomes {@code zarr.json} in one step, and then {@code unfinished} goes. A process that
 * is killed leaves a draft, ready to be gone on with, or a finished array, beside which a document
 * may lie that nobody looks at any more.
 *
 * <p>Each draft has a name of its own, which is in its document. A writer of an earlier draft at
 * the same place cannot put a chunk into a later one.
 */
final class ArrayLife {
  static final String UNFINISHED = "unfinished";
  static final String PENDING = UNFINISHED + "/array.json";
  static final String FINISHED = "zarr.json";
  static final String FINISHED_VERSION_2 = ".zarray";

  private final ArrayPlace place;
  private volatile boolean seenFinished;

  ArrayLife(ArrayPlace place) {
    this.place = place;
  }

  String location() {
    return place.location();
  }

  boolean exists() throws IOException {
    return isFinished() || place.isClaimed();
  }

  /** Whether the array is finished; once it is, it stays so. */
  boolean isFinished() throws IOException {
    if (!seenFinished) {
      ObjectStore objects = place.objects();
      seenFinished = objects.exists(FINISHED) || objects.exists(FINISHED_VERSION_2);
    }
    return seenFinished;
  }

  /** Whether it is known to be finished without looking. */
  boolean isKnownToBeFinished() {
    return seenFinished;
  }

  /**
   * Begins an array. Of several that try at once, one succeeds.
   *
   * @param draft a name that no other array was ever written under
   */
  ZarrArray create(MatrixLayout layout, String draft) throws IOException {
    ZarrArray array =
        ZarrArray.ofTiles(
            place.chunks(draft),
            layout.rows(),
            layout.columns(),
            layout.tileRows(),
            layout.tileColumns(),
            layout.precision() == Precision.FLOAT32,
            layout.structure().label(),
            draft);
    if (holdsArray() || !place.claim(array)) {
      throw alreadyThere();
    }
    if (isFinished()) {
      // Another was begun and finished since the look at the place.
      place.unclaim();
      throw alreadyThere();
    }
    return array;
  }

  /** Refuses a place that holds something else than an array: it would be lost. */
  void checkReplaceable() throws IOException {
    boolean replaces = holdsArray();
    assert replaces || !place.holdsAnything();
  }

  /** Whether there is an array; what is something else is refused. */
  private boolean holdsArray() throws IOException {
    place.checkSuitable();
    if (!place.holdsAnything()) {
      return false;
    }
    if (!exists()) {
      throw notAMatrix();
    }
    return true;
  }

  /** The finished array. */
  ZarrArray open() throws IOException {
    Optional<ZarrArray> array = read(() -> ZarrArray.open(place.objects()));
    if (array.isEmpty()) {
      throw notFinished();
    }
    seenFinished = true;
    return array.get();
  }

  /** The array, finished or not. */
  ZarrArray reopen() throws IOException {
    Optional<ZarrArray> pending = pending();
    // Looked for in this order: it may be finished between the two.
    return pending.isPresent() && !isFinished() ? pending.get() : open();
  }

  /**
   * Makes a draft a finished array. Repeating it changes nothing.
   *
   * @param draft what the caller wrote
   */
  void finish(Optional<String> draft) throws IOException {
    if (seenFinished) {
      return;
    }
    Optional<ZarrArray> pending = pending();
    if (pending.isPresent() && !isFinished()) {
      checkSame(pending.get(), draft);
      place.publish();
    }
    // Whoever published it.
    checkSame(open(), draft);
  }

  /** Deletes the array. */
  void delete() throws IOException {
    if (exists()) {
      checkHoldsAnArray();
      place.deleteAll();
    }
  }

  long bytes() throws IOException {
    return place.bytes();
  }

  /**
   * Refuses a writer whose draft has been deleted or replaced.
   *
   * @param draft what it writes
   */
  void checkBeingWritten(Optional<String> draft) throws IOException {
    Optional<ZarrArray> pending = pending();
    if (pending.isEmpty()) {
      throw overtaken();
    }
    checkSame(pending.get(), draft);
  }

  private void checkSame(ZarrArray array, Optional<String> draft) throws PermanentStoreException {
    if (!array.draft().equals(draft)) {
      throw overtaken();
    }
  }

  private PermanentStoreException overtaken() {
    return new PermanentStoreException(
        "%s is not being written by this run any more: it was deleted, or replaced by another."
            .formatted(location()));
  }

  private Optional<ZarrArray> pending() throws IOException {
    return read(() -> ZarrArray.open(place.objects(), PENDING));
  }

  /** Reads an array, whose chunks are those of its draft if it has one. */
  private Optional<ZarrArray> read(Opening opening) throws IOException {
    place.checkSuitable();
    try {
      return opening.open().map(this::withChunks);
    } catch (UnsupportedArray e) {
      throw new MatrixUnavailable(location(), Reason.UNREADABLE, e.getMessage(), e);
    }
  }

  private ZarrArray withChunks(ZarrArray array) {
    return array.draft().map(draft -> array.in(place.chunks(draft))).orElse(array);
  }

  private void checkHoldsAnArray() throws IOException {
    try {
      reopen();
    } catch (MatrixUnavailable e) {
      if (e.reason() == Reason.UNREADABLE) {
        throw e;
      }
      // Otherwise it was claimed for an array whose metadata was never written, or is half deleted.
    }
  }

  private MatrixUnavailable notAMatrix() {
    return new MatrixUnavailable(
        location(),
        Reason.NO_PLACE_FOR_A_MATRIX,
        "%s exists and is not a matrix: choose another place, for example %s.zarr."
            .formatted(location(), location()));
  }

  private MatrixUnavailable alreadyThere() throws IOException {
    return new MatrixUnavailable(
        location(),
        Reason.EXISTS,
        isFinished()
            ? "%s exists: choose another place, or ask for it to be replaced.".formatted(location())
            : "%s exists, unfinished: a run is writing it, or was stopped. Resume that run, choose another place, or ask for it to be replaced."
                .formatted(location()));
  }

  private MatrixUnavailable notFinished() throws IOException {
    if (place.isClaimed()) {
      return new MatrixUnavailable(
          location(),
          Reason.UNFINISHED,
          "%s is not finished: a run is writing it, or was stopped. Wait for that run, or resume it."
              .formatted(location()));
    }
    return new MatrixUnavailable(location(), Reason.MISSING, missing());
  }

  private String missing() throws IOException {
    Optional<String> withSuffix = place.withSuffix();
    if (withSuffix.isPresent()) {
      return "There is no matrix at %s; did you mean %s?".formatted(location(), withSuffix.get());
    }
    return place.holdsAnything()
        ? "%s is not a Zarr array: it has neither zarr.json nor .zarray.".formatted(location())
        : "There is no matrix at %s.".formatted(location());
  }

  private interface Opening {
    Optional<ZarrArray> open() throws IOException;
  }
}
