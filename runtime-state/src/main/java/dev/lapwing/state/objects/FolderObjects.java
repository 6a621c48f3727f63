package dev.lapwing.state.objects;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * The files of a folder as objects. An object is written to a temporary file, which is then
 * renamed: a process that is killed leaves at most a temporary file, never half an object. Several
 * processes may write at once; of two that write the same object, the later rename wins.
 *
 * <p>Nothing is forced to the disk here: what the operating system has accepted survives the death
 * of the process, and {@link #force} makes it survive the loss of power.
 */
public final class FolderObjects implements ObjectStore {
  private final Path folder;
  private final Path temporary;

  /**
   * @param folder where objects are
   * @param temporary an existing folder on the same file system, where files are before they are
   *     whole; once it is deleted, nothing can be written any more
   */
  public FolderObjects(Path folder, Path temporary) {
    this.folder = folder.toAbsolutePath();
    this.temporary = temporary.toAbsolutePath();
  }

  @Override
  public String locate(String key) {
    return "file://" + folder.resolve(key);
  }

  @Override
  public boolean isDistant() {
    return false;
  }

  @Override
  public <T> Optional<T> read(String key, ObjectReader<T> reader) throws IOException {
    return readFrom(key, 0, reader);
  }

  @Override
  public <T> Optional<T> readPart(String key, long offset, long length, ObjectReader<T> reader)
      throws IOException {
    return readFrom(key, offset, reader);
  }

  @Override
  public void write(String key, ByteBuffer... parts) throws IOException {
    Path target = folder.resolve(key);
    Path unfinished = temporary.resolve(UUID.randomUUID().toString());
    try {
      writeTemporary(unfinished, parts);
      rename(unfinished, target);
    } catch (IOException e) {
      Files.deleteIfExists(unfinished);
      throw e;
    }
  }

  @Override
  public boolean exists(String key) {
    return Files.exists(folder.resolve(key));
  }

  @Override
  public void delete(String key) throws IOException {
    Files.deleteIfExists(folder.resolve(key));
  }

  /** Waits until all that was written is on the disk. */
  public void force() throws IOException {
    Disk.forceTree(folder);
  }

  private <T> Optional<T> readFrom(String key, long offset, ObjectReader<T> reader)
      throws IOException {
    Optional<FileChannel> file = open(key);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try (FileChannel channel = file.get()) {
      channel.position(offset);
      return Optional.of(reader.read(new StoredFile(channel)));
    }
  }

  private Optional<FileChannel> open(String key) throws IOException {
    try {
      return Optional.of(FileChannel.open(folder.resolve(key), READ));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private void writeTemporary(Path file, ByteBuffer... parts) throws IOException {
    try (FileChannel channel = FileChannel.open(file, CREATE_NEW, WRITE)) {
      FileTransfers.write(channel, parts);
    }
  }

  private static void rename(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      Files.createDirectories(to.getParent());
      Files.move(from, to, ATOMIC_MOVE);
    }
  }
}
