package dev.lapwing.state.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskTest {
  @TempDir private Path folder;

  @Test
  void aTreeOfManyFilesIsForcedAndLeavesNoThread() throws Exception {
    for (int file = 0; file < 1100; file++) {
      Path parent = Files.createDirectories(folder.resolve("c/" + file % 7));
      Files.writeString(parent.resolve("" + file), "x");
    }
    Disk.forceTree(folder);
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("lapwing-forcing")) {
        thread.join(20_000);
        assertThat(thread.isAlive()).isFalse();
      }
    }
  }

  @Test
  void aFileThatCannotBeForcedIsAnErrorThatNamesIt() throws Exception {
    Files.writeString(folder.resolve("sound"), "x");
    Files.createSymbolicLink(folder.resolve("circle"), Path.of("circle"));
    assertThatThrownBy(() -> Disk.forceTree(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("circle");
  }

  @Test
  void whatVanishedNeedNotBeForced() throws Exception {
    Disk.force(folder.resolve("gone"));
    assertThat(folder).isEmptyDirectory();
  }
}
