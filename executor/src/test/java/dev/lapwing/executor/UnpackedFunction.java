package dev.lapwing.executor;

import dev.lapwing.testing.lambda.FunctionPackage;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The package of the function as it lies in an environment. */
final class UnpackedFunction {
  private static final Path ZIP = Path.of(System.getProperty("lapwing.function.zip", "missing"));

  private UnpackedFunction() {}

  /** The file that would be deployed. */
  static Path zip() {
    return ZIP;
  }

  /** Unpacks it into a folder. */
  static Path into(Path folder) {
    return new FunctionPackage(ZIP).unpack(folder);
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
