package dev.lapwing.executor.kernels;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * A folder where native libraries from jars on the class path are unpacked once and found again.
 * Folders below it are named after the content of what they hold, so that versions live side by
 * side. Libraries that lie on the class path as files are used where they are.
 *
 * <p>Safe for several processes: a library is written to a file of its own and renamed. A file that
 * is there is used only if its length and checksum are those of the class path's.
 */
final class LibraryCache {
  private final List<Path> candidates;

  /**
   * A cache.
   *
   * @param candidates where the cache may be; the first folder that can be written is taken
   */
  LibraryCache(List<Path> candidates) {
    this.candidates = List.copyOf(candidates);
  }

  /**
   * The folder where these libraries are files: the one on the class path where they lie unpacked,
   * as in the function package of Lambda, or one of the cache's.
   */
  Path find(String name, List<URL> locations) throws IOException {
    Optional<Path> lying = unpackedFolder(locations);
    if (lying.isPresent()) {
      return lying.get();
    }
    List<PackedLibrary> packed = new ArrayList<>();
    for (URL location : locations) {
      packed.add(PackedLibrary.at(location));
    }
    return unpack(name, packed);
  }

  /** The folder that holds all of these libraries; unpacks those that it lacks. */
  Path unpack(String name, List<PackedLibrary> libraries) throws IOException {
    Path folder = createFolder(name + "-" + fingerprint(libraries));
    for (PackedLibrary library : libraries) {
      Path file = folder.resolve(library.fileName());
      if (!holds(file, library)) {
        write(file, library);
      }
    }
    return folder;
  }

  private static Optional<Path> unpackedFolder(List<URL> locations) {
    Set<Optional<Path>> folders =
        locations.stream().map(LibraryCache::fileFolder).collect(Collectors.toSet());
    return folders.size() == 1 ? folders.iterator().next() : Optional.empty();
  }

  private static Optional<Path> fileFolder(URL location) {
    return location.getProtocol().equals("file")
        ? Optional.ofNullable(Path.of(URI.create(location.toString())).getParent())
        : Optional.empty();
  }

  private Path createFolder(String name) throws IOException {
    IOException refusals = new IOException("No folder for native libraries can be written");
    for (Path candidate : candidates) {
      try {
        createPrivate(candidate);
        return createPrivate(candidate.resolve(name));
      } catch (IOException e) {
        refusals.addSuppressed(e);
      }
    }
    throw refusals;
  }

  /** Nobody else may put a library where we load one from. */
  private static Path createPrivate(Path folder) throws IOException {
    Files.createDirectories(folder);
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
    if (!Files.isWritable(folder)) {
      throw new IOException(folder + " cannot be written");
    }
    return folder;
  }

  private static boolean holds(Path file, PackedLibrary library) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) != library.size()) {
      return false;
    }
    try (InputStream content = Files.newInputStream(file)) {
      return PackedLibrary.checksum(content) == library.checksum();
    }
  }

  private static void write(Path file, PackedLibrary library) throws IOException {
    Path fresh =
        Files.createTempFile(file.toAbsolutePath().getParent(), library.fileName(), ".part");
    try {
      library.copyTo(fresh);
      if (!holds(fresh, library)) {
        throw new IOException(library.fileName() + " was not unpacked whole into " + fresh);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static String fingerprint(List<PackedLibrary> libraries) {
    CRC32 all = new CRC32();
    libraries.forEach(library -> all.update(Long.toHexString(library.checksum()).getBytes(UTF_8)));
    return "%08x".formatted(all.getValue());
  }
}
