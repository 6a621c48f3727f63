package dev.lapwing.state;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import dev.lapwing.state.MatrixUnavailable.Reason;
import dev.lapwing.state.objects.Disk;
import dev.lapwing.state.objects.FolderObjects;
import dev.lapwing.state.zarr.UnsupportedArray;
import dev.lapwing.state.zarr.ZarrArray;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of one Zarr array, and whether the array is finished.
 *
 * <p>A reader must never take a half-written array for a whole one: Zarr would show zeros where
 * nothing was written yet. So the metadata comes last. While an array is being written its folder
 * holds chunks ({@code c/3/1}) and a folder {@code unfinished} with the future metadata ({@code
 * array.json}) and the files that are being written. No Zarr reader finds an array there. To finish
 * it, everything is forced to the disk, {@code unfinished/array.json} is renamed to {@code
 * zarr.json}, and the rest of {@code unfinished} is deleted. A process that is killed leaves the
 * array as it was: unfinished, and ready to be gone on with.
 */
final class ArrayFolder {
  private static final String UNFINISHED = "unfinished";
  private static final String PENDING = UNFINISHED + "/array.json";
  private static final String FINISHED = "zarr.json";
  private static final String FINISHED_VERSION_2 = ".zarray";

  private final Path path;
  private final String location;
  private final FolderObjects objects;

  ArrayFolder(Path path) {
    this.path = path.toAbsolutePath().normalize();
    this.location = "file://" + this.path;
    this.objects = new FolderObjects(this.path, this.path.resolve(UNFINISHED));
  }

  String location() {
    return location;
  }

  FolderObjects objects() {
    return objects;
  }

  boolean exists() {
    return isFinished() || Files.exists(path.resolve(UNFINISHED));
  }

  boolean isFinished() {
    return Files.exists(path.resolve(FINISHED)) || Files.exists(path.resolve(FINISHED_VERSION_2));
  }

  /** Whether tiles may be written: there is metadata that waits for the array to be finished. */
  boolean isBeingWritten() {
    return Files.exists(path.resolve(PENDING));
  }

  /** Makes the folder of a new array. Of several processes that try at once, one succeeds. */
  void create(ZarrArray array) throws IOException {
    checkHoldsNothingElse();
    try {
      Files.createDirectories(path);
      Files.createDirectory(path.resolve(UNFINISHED));
    } catch (FileAlreadyExistsException e) {
      throw alreadyThere();
    }
    if (isFinished()) {
      Disk.deleteTree(path.resolve(UNFINISHED));
      throw alreadyThere();
    }
    objects.write(PENDING, ByteBuffer.wrap(array.document()));
  }

  /** The finished array. */
  ZarrArray open() throws IOException {
    return read(() -> ZarrArray.open(objects)).orElseThrow(this::notFinished);
  }

  /** The array, finished or not. */
  ZarrArray reopen() throws IOException {
    Optional<ZarrArray> pending = read(() -> ZarrArray.open(objects, PENDING));
    // Looked for in this order, since it may be finished between the two.
    return pending.isPresent() ? pending.get() : open();
  }

  void finish() throws IOException {
    if (!isBeingWritten()) {
      checkFinished();
      return;
    }
    objects.force();
    try {
      Files.move(path.resolve(PENDING), path.resolve(FINISHED), ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      checkFinished(); // Another process was faster.
    }
    Disk.force(path);
    clearUnfinished();
  }

  /** Deletes the array, its metadata first, so that no reader sees a part of it. */
  void delete() throws IOException {
    if (!exists()) {
      return;
    }
    checkHoldsAnArray();
    Files.deleteIfExists(path.resolve(FINISHED));
    Files.deleteIfExists(path.resolve(FINISHED_VERSION_2));
    Files.deleteIfExists(path.resolve(PENDING));
    Disk.deleteTree(path);
  }

  private void checkFinished() throws MatrixUnavailable {
    if (!isFinished()) {
      throw notFinished();
    }
  }

  private void clearUnfinished() throws IOException {
    try {
      Disk.deleteTree(path.resolve(UNFINISHED));
    } catch (DirectoryNotEmptyException e) {
      // A repeated task writes a tile once more just now. What it leaves is in nobody's way.
    }
  }

  private void checkHoldsNothingElse() throws IOException {
    if (Files.exists(path) && !exists() && !isEmptyFolder()) {
      throw new MatrixUnavailable(
          location,
          Reason.NO_PLACE_FOR_A_MATRIX,
          "%s exists and is not a matrix: choose another path, for example %s.zarr."
              .formatted(location, location));
    }
    if (exists()) {
      throw alreadyThere();
    }
  }

  private void checkHoldsAnArray() throws IOException {
    try {
      reopen();
    } catch (MatrixUnavailable e) {
      if (e.reason() == Reason.UNREADABLE) {
        throw e;
      }
      // Otherwise the folder was made for an array whose metadata was never written.
    }
  }

  private boolean isEmptyFolder() throws IOException {
    if (!Files.isDirectory(path)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(path)) {
      return entries.findAny().isEmpty();
    }
  }

  private MatrixUnavailable alreadyThere() {
    return new MatrixUnavailable(
        location,
        Reason.EXISTS,
        isFinished()
            ? "%s exists: choose another place, or ask for it to be replaced.".formatted(location)
            : "%s exists, unfinished: a run is writing it, or was stopped. Resume that run, choose another place, or ask for it to be replaced."
                .formatted(location));
  }

  private MatrixUnavailable notFinished() {
    if (Files.exists(path.resolve(UNFINISHED))) {
      return new MatrixUnavailable(
          location,
          Reason.UNFINISHED,
          "%s is not finished: a run is writing it, or was stopped. Wait for that run, or resume it."
              .formatted(location));
    }
    return new MatrixUnavailable(location, Reason.MISSING, missing());
  }

  private String missing() {
    Path withSuffix = path.resolveSibling(path.getFileName() + ".zarr");
    if (Files.isDirectory(withSuffix)) {
      return "There is no matrix at %s; did you mean file://%s?".formatted(location, withSuffix);
    }
    return Files.exists(path)
        ? "%s is not a Zarr array: it has neither zarr.json nor .zarray.".formatted(location)
        : "There is no matrix at %s.".formatted(location);
  }

  private Optional<ZarrArray> read(Opening opening) throws IOException {
    if (Files.isRegularFile(path)) {
      throw new MatrixUnavailable(
          location,
          Reason.NO_PLACE_FOR_A_MATRIX,
          "%s is a file; a stored matrix is a folder that holds a Zarr array.".formatted(location));
    }
    try {
      return opening.open();
    } catch (UnsupportedArray e) {
      throw new MatrixUnavailable(location, Reason.UNREADABLE, e.getMessage(), e);
    }
  }

  private interface Opening {
    Optional<ZarrArray> open() throws IOException;
  }
}
