package dev.lapwing.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;

/**
 * Where one result goes.
 *
 * @param place where
 * @param before when that was last changed before the command began; empty if it was not there
 */
record Target(MatrixPath place, Optional<FileTime> before) {

  /** Refuses at once what would fail, or destroy something, at the end. */
  static Target of(MatrixPath place, boolean overwrite, List<MatrixPath> inputs) {
    Path path = place.path();
    if (inputs.stream().anyMatch(place::isSameAs)) {
      throw new BadInput(place + " is an input; give the result another name");
    }
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !overwrite) {
      throw new BadInput(place + " exists; give another name, or --overwrite to replace it");
    }
    requireReplaceable(place);
    Path folder = path.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)) {
      throw new BadInput(
          "there is no folder " + folder + " to write " + path.getFileName() + " to");
    }
    if (!Files.isWritable(folder)) {
      throw new BadInput(place + " cannot be written: permission denied in " + folder);
    }
    return new Target(place, changed(path));
  }

  /** A folder is replaced only if it is an array, whatever its name. */
  private static void requireReplaceable(MatrixPath place) {
    Path path = place.path();
    boolean isArray =
        Files.exists(path.resolve("zarr.json")) || Files.exists(path.resolve(".zarray"));
    if (Files.isDirectory(path) && !(place.isZarr() && isArray)) {
      throw new BadInput(place + " is a folder and no Zarr array; give another name");
    }
  }

  /** What became of it when the command was stopped. */
  String fate() {
    Optional<FileTime> now = changed(place.path());
    if (now.isEmpty()) {
      return place + " was not written";
    }
    return now.equals(before) ? place + " is as it was" : place + " is complete";
  }

  private static Optional<FileTime> changed(Path path) {
    try {
      return Optional.of(Files.getLastModifiedTime(path));
    } catch (IOException notThere) {
      return Optional.empty();
    }
  }
}
