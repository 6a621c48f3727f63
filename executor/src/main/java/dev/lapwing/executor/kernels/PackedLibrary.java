package dev.lapwing.executor.kernels;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/**
 * A native library on the class path.
 *
 * @param size its length in bytes
 * @param checksum its CRC-32
 */
record PackedLibrary(String fileName, URL location, long size, long checksum) {

  /** The library at a location. In a jar, its length and checksum are known without unpacking. */
  static PackedLibrary at(URL location) throws IOException {
    String path = location.getPath();
    String fileName = path.substring(path.lastIndexOf('/') + 1);
    URLConnection connection = location.openConnection();
    if (connection instanceof JarURLConnection jar) {
      ZipEntry entry = jar.getJarEntry();
      if (entry.getCrc() >= 0 && entry.getSize() >= 0) {
        return new PackedLibrary(fileName, location, entry.getSize(), entry.getCrc());
      }
    }
    return measured(fileName, location);
  }

  /** Writes the library to a file, replacing it. */
  void copyTo(Path file) throws IOException {
    try (InputStream content = location.openStream()) {
      Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** The CRC-32 of everything that a stream still holds. */
  static long checksum(InputStream content) throws IOException {
    CRC32 checksum = new CRC32();
    measure(content, checksum);
    return checksum.getValue();
  }

  private static PackedLibrary measured(String fileName, URL location) throws IOException {
    try (InputStream content = location.openStream()) {
      CRC32 checksum = new CRC32();
      long size = measure(content, checksum);
      return new PackedLibrary(fileName, location, size, checksum.getValue());
    }
  }

  private static long measure(InputStream content, CRC32 checksum) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long size = 0;
    for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
      checksum.update(buffer, 0, count);
      size += count;
    }
    return size;
  }
}
