package dev.lapwing.state;

import dev.lapwing.state.MatrixUnavailable.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An array that is written beside the place where it belongs: {@code data/l.zarr} as {@code
 * data/.l.zarr.ID.part.zarr}. Only when it is finished it takes that place, and the one that was
 * there goes. Whoever looks at the place sees an old array or the new one, or for a moment none,
 * but never a part of one.
 *
 * @param target where it belongs
 * @param id tells drafts for the same place apart
 */
record FolderDraft(Path target, String id) {
  private static final Pattern PART = Pattern.compile("\\.(.+)\\.([0-9A-Z]{26,32})\\.part\\.zarr");

  /** A new draft for a place. */
  static FolderDraft of(Path target) {
    String id = UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
    return new FolderDraft(target, id);
  }

  /** The draft that is written there, if it is one. */
  static Optional<FolderDraft> at(Path part) {
    Matcher name = PART.matcher(part.getFileName().toString());
    return name.matches()
        ? Optional.of(new FolderDraft(part.resolveSibling(name.group(1)), name.group(2)))
        : Optional.empty();
  }

  /** Where it is written. */
  Path part() {
    return besides("part");
  }

  /**
   * Moves the finished array to its place. Of several processes that do so one does it, the others
   * wait and find it done; one that is killed half-way is followed by one that goes on.
   */
  void publish() throws IOException {
    PathLock.holding(target, this::move);
  }

  private void move() throws IOException {
    if (life(part()).exists()) {
      requireFinished(life(part()));
      moveOutOfTheWay();
      Files.move(part(), target, StandardCopyOption.ATOMIC_MOVE);
    } else {
      requireFinished(life(target));
    }
    life(old()).delete();
  }

  private void moveOutOfTheWay() throws IOException {
    if (life(target).exists()) {
      Files.move(target, old(), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static void requireFinished(ArrayLife array) throws IOException {
    if (!array.isFinished()) {
      throw new MatrixUnavailable(
          array.location(),
          array.exists() ? Reason.UNFINISHED : Reason.MISSING,
          "%s is not finished, or was deleted: it cannot be put to its place."
              .formatted(array.location()));
    }
  }

  private static ArrayLife life(Path path) {
    return new ArrayLife(new FolderArray(path));
  }

  private Path old() {
    return besides("old");
  }

  private Path besides(String purpose) {
    return target.resolveSibling(".%s.%s.%s.zarr".formatted(target.getFileName(), id, purpose));
  }
}
