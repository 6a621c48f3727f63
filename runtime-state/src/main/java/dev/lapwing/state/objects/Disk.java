package dev.lapwing.state.objects;

import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Operations on whole folders, in which others may be writing and deleting at the same time. */
public final class Disk {
  private Disk() {}

  /** Waits until a file or the entries of a folder are on the disk. */
  public static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, READ)) {
      channel.force(true);
    } catch (NoSuchFileException e) {
      // Deleted meanwhile: nothing to keep.
    } catch (IOException e) {
      if (!Files.isDirectory(path)) {
        throw e;
      }
      // Some systems cannot open folders; there, a rename is on the disk when they say so.
    }
  }

  /** Waits until a folder and all that is in it are on the disk. */
  public static void forceTree(Path folder) throws IOException {
    try (var forcing = new Forcing()) {
      Files.walkFileTree(folder, new InsideOut(forcing::add));
      forcing.await();
    }
  }

  /**
   * Deletes a folder and what is in it; it need not exist.
   *
   * @return the bytes of the files that were deleted
   */
  public static long deleteTree(Path folder) throws IOException {
    var deletion = new InsideOut(Files::deleteIfExists);
    Files.walkFileTree(folder, deletion);
    return deletion.bytes;
  }

  /** The bytes of all files in a folder; it need not exist. */
  public static long bytes(Path folder) throws IOException {
    var look = new InsideOut(path -> {});
    Files.walkFileTree(folder, look);
    return look.bytes;
  }

  /** Does something to every file and then to the folder that held it; what vanished is skipped. */
  private static final class InsideOut extends SimpleFileVisitor<Path> {
    private final Action action;
    private long bytes;

    InsideOut(Action action) {
      this.action = action;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      action.perform(file);
      bytes += attributes.size();
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException failure)
        throws IOException {
      action.perform(directory);
      return FileVisitResult.CONTINUE;
    }
  }

  private interface Action {
    void perform(Path path) throws IOException;
  }
}
