package dev.lapwing.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The native library of SQLite that DynamoDBLocal needs, put where it looks. */
final class SqliteLibrary {
  private static final String PLACE = "sqlite4java.library.path";

  private SqliteLibrary() {}

  /**
   * Unpacks the library of this system, once in a JVM, unless somebody else has said where it is.
   */
  static synchronized void unpack() {
    if (System.getProperty(PLACE) == null) {
      System.setProperty(PLACE, unpackedFolder().toString());
    }
  }

  private static Path unpackedFolder() {
    String name = fileName();
    try (InputStream library = SqliteLibrary.class.getResourceAsStream("/sqlite4java/" + name)) {
      if (library == null) {
        throw new IllegalStateException(
            "There is no %s here: build the module test-support with Maven, which copies it."
                .formatted(name));
      }
      Path folder = Files.createTempDirectory("lapwing-sqlite4java-");
      Path file = folder.resolve(name);
      Files.copy(library, file);
      // What is named last goes first.
      folder.toFile().deleteOnExit();
      file.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String fileName() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch");
    if (system.contains("linux") && processor.equals("amd64")) {
      return "libsqlite4java-linux-amd64.so";
    }
    if (system.contains("mac")) {
      return "libsqlite4java-osx.dylib";
    }
    if (system.contains("windows")) {
      return "sqlite4java-win32-x64.dll";
    }
    throw new IllegalStateException(
        "DynamoDBLocal has no SQLite for %s on %s: run these tests on Linux (x86-64), macOS or Windows."
            .formatted(system, processor));
  }
}
