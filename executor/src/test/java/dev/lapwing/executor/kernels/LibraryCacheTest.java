package dev.lapwing.executor.kernels;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryCacheTest {
  private static final byte[] CONTENT = "machine code ".repeat(100_000).getBytes(UTF_8);

  @TempDir private Path folder;
  private PackedLibrary library;
  private LibraryCache cache;

  @BeforeEach
  void packLibrary() throws IOException {
    library = PackedLibrary.at(inJar("libfirst.so", CONTENT));
    cache = new LibraryCache(List.of(folder.resolve("cache")));
  }

  @Test
  void lengthAndChecksumAreThoseOfTheContentInAJarAndOutside() throws IOException {
    Path file = Files.write(folder.resolve("libfirst.so"), CONTENT);
    PackedLibrary outside = PackedLibrary.at(file.toUri().toURL());
    assertThat(library.size()).isEqualTo(CONTENT.length).isEqualTo(outside.size());
    assertThat(library.checksum()).isEqualTo(outside.checksum());
    assertThat(library.fileName()).isEqualTo("libfirst.so").isEqualTo(outside.fileName());
  }

  @Test
  void aLibraryIsUnpackedWhole() throws IOException {
    assertThat(unpacked()).hasBinaryContent(CONTENT);
  }

  @Test
  void librariesThatAreFilesAreUsedWhereTheyAre() throws IOException {
    Path folderOfFiles = Files.createDirectory(folder.resolve("files"));
    URL first = Files.write(folderOfFiles.resolve("libfirst.so"), CONTENT).toUri().toURL();
    URL second = Files.write(folderOfFiles.resolve("libsecond.so"), CONTENT).toUri().toURL();
    assertThat(cache.find("test", List.of(first, second))).isEqualTo(folderOfFiles);
    assertThat(folder.resolve("cache")).doesNotExist();
  }

  @Test
  void librariesInDifferentPlacesAreUnpackedIntoOne() throws IOException {
    URL first = Files.write(folder.resolve("libfirst.so"), CONTENT).toUri().toURL();
    Path found = cache.find("test", List.of(first, inJar("libsecond.so", CONTENT)));
    assertThat(found.resolve("libfirst.so")).hasBinaryContent(CONTENT);
    assertThat(found.resolve("libsecond.so")).hasBinaryContent(CONTENT);
  }

  @Test
  void aLibraryThatIsThereIsNotWrittenAgain() throws IOException {
    Object first = Files.readAttributes(unpacked(), "unix:ino").get("ino");
    assertThat(Files.readAttributes(unpacked(), "unix:ino").get("ino")).isEqualTo(first);
  }

  @Test
  void aDamagedFileIsReplaced() throws IOException {
    Path file = unpacked();
    byte[] damaged = CONTENT.clone();
    damaged[4711] ^= 1;
    Files.write(file, damaged);
    assertThat(unpacked()).isEqualTo(file).hasBinaryContent(CONTENT);
  }

  @Test
  void aTruncatedFileIsReplaced() throws IOException {
    Path file = unpacked();
    Files.write(file, new byte[] {1, 2, 3});
    assertThat(unpacked()).isEqualTo(file).hasBinaryContent(CONTENT);
  }

  @Test
  void anotherVersionGoesIntoAnotherFolder() throws IOException {
    Path file = unpacked();
    byte[] newer = "newer code".getBytes(UTF_8);
    Path other = cache.unpack("blas", List.of(PackedLibrary.at(inJar("libfirst.so", newer))));
    assertThat(other).isNotEqualTo(file.getParent());
    assertThat(other.resolve("libfirst.so")).hasBinaryContent(newer);
    assertThat(file).hasBinaryContent(CONTENT);
  }

  @Test
  void noPartialFilesAreLeftBehind() throws IOException {
    try (Stream<Path> files = Files.list(unpacked().getParent())) {
      assertThat(files.map(Path::getFileName).map(Path::toString)).containsExactly("libfirst.so");
    }
  }

  @Test
  void manyMayUnpackAtOnce() throws IOException, InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Path>> results = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        results.add(threads.submit(this::unpacked));
      }
      for (Future<Path> result : results) {
        assertThat(result.get()).hasBinaryContent(CONTENT);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void nobodyElseMayWriteIntoTheFolder() throws IOException {
    assertThat(Files.getPosixFilePermissions(unpacked().getParent()))
        .containsExactlyInAnyOrder(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.OWNER_EXECUTE);
  }

  @Test
  void theNextFolderServesWhereTheFirstCannot() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Path second = folder.resolve("second");
    var fallback = new LibraryCache(List.of(file.resolve("below"), second));
    assertThat(fallback.unpack("blas", List.of(library))).startsWith(second);
  }

  @Test
  void withoutAnyFolderTheRefusalsAreTold() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    var nowhere = new LibraryCache(List.of(file.resolve("below")));
    assertThatThrownBy(() -> nowhere.unpack("blas", List.of(library)))
        .isInstanceOf(IOException.class)
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
  }

  private Path unpacked() throws IOException {
    return cache.unpack("blas", List.of(library)).resolve("libfirst.so");
  }

  private URL inJar(String name, byte[] content) throws IOException {
    Path jar = Files.createTempFile(folder, "packed", ".jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("org/" + name));
      out.write(content);
      out.closeEntry();
    }
    return new URL("jar:" + jar.toUri() + "!/org/" + name);
  }
}
