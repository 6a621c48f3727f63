package dev.lapwing.state;

import static dev.lapwing.state.ArrayLife.FINISHED;
import static dev.lapwing.state.ArrayLife.FINISHED_VERSION_2;
import static dev.lapwing.state.ArrayLife.PENDING;
import static dev.lapwing.state.ArrayLife.UNFINISHED;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import dev.lapwing.state.MatrixUnavailable.Reason;
import dev.lapwing.state.objects.Disk;
import dev.lapwing.state.objects.FolderObjects;
import dev.lapwing.state.zarr.ZarrArray;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Zarr array in a folder. Files are written in {@code unfinished/DRAFT} before they are renamed
 * to their places: when that folder is gone, nobody can write chunks of the draft any more.
 */
final class FolderArray implements ArrayPlace {
  private final Path path;
  private final String location;
  private final FolderObjects objects;

  FolderArray(Path path) {
    this.path = path.toAbsolutePath().normalize();
    this.location = "file://" + this.path;
    this.objects = new FolderObjects(this.path, unfinished());
  }

  @Override
  public String location() {
    return location;
  }

  @Override
  public FolderObjects objects() {
    return objects;
  }

  @Override
  public FolderObjects chunks(String draft) {
    return new FolderObjects(path, unfinished().resolve(draft));
  }

  @Override
  public boolean isClaimed() {
    return Files.exists(unfinished());
  }

  @Override
  public boolean holdsAnything() throws IOException {
    return Files.exists(path) && !isEmptyFolder();
  }

  @Override
  public void checkSuitable() throws MatrixUnavailable {
    if (Files.isRegularFile(path)) {
      throw new MatrixUnavailable(
          location,
          Reason.NO_PLACE_FOR_A_MATRIX,
          "%s is a file and not a matrix; a stored matrix is a folder that holds a Zarr array."
              .formatted(location));
    }
  }

  @Override
  public boolean claim(ZarrArray array) throws IOException {
    try {
      Files.createDirectories(path);
      Files.createDirectory(unfinished());
    } catch (FileAlreadyExistsException e) {
      return false;
    }
    Files.createDirectory(unfinished().resolve(array.draft().orElseThrow()));
    objects.write(PENDING, ByteBuffer.wrap(array.document()));
    return true;
  }

  @Override
  public void unclaim() throws IOException {
    Disk.deleteTree(unfinished());
  }

  @Override
  public void publish() throws IOException {
    if (!objects.exists(FINISHED)) {
      objects.force();
      rename();
      Disk.force(path);
    }
    clearUnfinished();
  }

  @Override
  public void deleteAll() throws IOException {
    Files.createDirectories(unfinished());
    objects.delete(FINISHED);
    objects.delete(FINISHED_VERSION_2);
    objects.delete(PENDING);
    for (Path entry : entries()) {
      if (!entry.equals(unfinished())) {
        Disk.deleteTree(entry);
      }
    }
    Disk.deleteTree(path);
  }

  @Override
  public long bytes() throws IOException {
    return Disk.bytes(path);
  }

  @Override
  public Optional<String> withSuffix() {
    return Optional.of(path.resolveSibling(path.getFileName() + ".zarr"))
        .filter(Files::isDirectory)
        .map(folder -> "file://" + folder);
  }

  private Path unfinished() {
    return path.resolve(UNFINISHED);
  }

  private void rename() throws IOException {
    try {
      Files.move(path.resolve(PENDING), path.resolve(FINISHED), ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      if (!objects.exists(FINISHED)) {
        throw e;
      }
      // Another process was faster.
    }
  }

  private void clearUnfinished() throws IOException {
    try {
      Disk.deleteTree(unfinished());
    } catch (DirectoryNotEmptyException e) {
      // A repeated task writes a tile once more just now. What it leaves is in nobody's way.
    }
  }

  private boolean isEmptyFolder() throws IOException {
    return Files.isDirectory(path) && entries().isEmpty();
  }

  private List<Path> entries() throws IOException {
    try (Stream<Path> entries = Files.list(path)) {
      return entries.toList();
    }
  }
}
