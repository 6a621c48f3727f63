package dev.lapwing.testing.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The zip of a function, as it is deployed. */
public record FunctionPackage(Path zip) {

  /** Unpacks it into a folder, as Lambda does for an environment; the folder. */
  public Path unpack(Path folder) {
    try (InputStream file = Files.newInputStream(zip);
        var entries = new ZipInputStream(file)) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        Path target = folder.resolve(entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(entries, target);
        }
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(zip + " cannot be unpacked", e);
    }
  }
}
