package dev.lapwing.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;

/**
 * SQLite's native library, of which no file stays behind. The driver unpacks it for every process
 * and deletes it when the process ends, which one that is killed cannot. So it is unpacked into a
 * folder of its own, and deleted as soon as it is loaded; where a system does not allow that, when
 * the process ends.
 */
final class SqliteLibrary {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteLibrary.class);
  private static final String UNPACKED = "org.sqlite.tmpdir";
  private static final List<String> PLACES = List.of(UNPACKED, "org.sqlite.lib.path");

  private SqliteLibrary() {}

  /** Loads it, once in a process, unless somebody else has said where it is. */
  static void load() {
    Once.TROUBLE.ifPresent(
        trouble -> LOG.debug("SQLite's library is left to its driver: {}", trouble.toString()));
  }

  private static Optional<Exception> tryToLoad() {
    if (PLACES.stream().anyMatch(place -> System.getProperty(place) != null)) {
      return Optional.empty();
    }
    try {
      long process = ProcessHandle.current().pid();
      return loadFrom(Files.createTempDirectory("lapwing-sqlite-%d-".formatted(process)));
    } catch (IOException e) {
      return Optional.of(e);
    }
  }

  /** What is wrong with the library itself is for the first connection to say. */
  private static Optional<Exception> loadFrom(Path folder) throws IOException {
    // What is named first goes last: the driver names its files when it unpacks them.
    folder.toFile().deleteOnExit();
    System.setProperty(UNPACKED, folder.toString());
    try {
      return SQLiteJDBCLoader.initialize()
          ? Optional.empty()
          : Optional.of(new IOException("there is no library for this system"));
    } catch (Exception e) {
      return Optional.of(e);
    } finally {
      System.clearProperty(UNPACKED);
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  /** Initialized when it is first asked for. */
  private static final class Once {
    static final Optional<Exception> TROUBLE = tryToLoad();
  }
}
