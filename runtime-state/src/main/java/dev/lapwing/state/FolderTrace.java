package dev.lapwing.state;

import dev.lapwing.state.objects.Disk;
import dev.lapwing.state.objects.FolderObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of a run's trace in a folder, which is made when the first is written. */
record FolderTrace(Path folder) implements ObjectTraces.Shelf {
  private static final String UNFINISHED = ".unfinished";

  /** The trace in a folder, which need not be there. */
  static TraceStore in(Path folder) {
    var files = new FolderObjects(folder, folder.resolve(UNFINISHED));
    return new ObjectTraces(files, new FolderTrace(folder));
  }

  @Override
  public void prepare() throws IOException {
    Files.createDirectories(folder.resolve(UNFINISHED));
  }

  @Override
  public List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals(UNFINISHED))
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  @Override
  public long deleteAll() throws IOException {
    return Disk.deleteTree(folder);
  }
}
