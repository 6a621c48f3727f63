package dev.lapwing.executor;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The package of the function as it lies in an environment. */
final class UnpackedFunction {
  private static final Path ZIP = Path.of(System.getProperty("lapwing.function.zip", "missing"));

  private UnpackedFunction() {}

  /** The file that would be deployed. */
  static Path zip() {
    return ZIP;
  }

  /** Unpacks it into a folder. */
  static Path into(Path folder) throws IOException {
    try (InputStream file = Files.newInputStream(ZIP);
        var zip = new ZipInputStream(file)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path target = folder.resolve(entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.copy(zip, target);
        }
      }
    }
    return folder;
  }

  /** Unpacks it, and adds what it needs for runs in a folder, and not on AWS. */
  static Path forFolders(Path folder) throws IOException {
    into(folder);
    Path sqlite = jarOf(org.sqlite.JDBC.class);
    Files.copy(sqlite, folder.resolve("lib").resolve(sqlite.getFileName()));
    return folder;
  }

  private static Path jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(type + " is not in a file", e);
    }
  }
}
