package dev.lapwing.cli;

import dev.lapwing.LapwingBuilder;
import dev.lapwing.executor.Fleet;
import dev.lapwing.executor.Scaling;
import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TilePool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A folder of this machine; executors are processes beside this one. */
record FolderSite(Path folder) implements Site {
  @Override
  public LapwingBuilder settle(LapwingBuilder builder) {
    return builder.folder(folder);
  }

  @Override
  public LapwingBuilder hire(
      LapwingBuilder builder, Optional<Integer> most, MachineOptions machine) {
    int executors = most.orElse(1);
    int threads = machine.threadsOf(executors);
    return builder.fleet(
        fleet(machine.options(threads)), Scaling.upTo(executors).withSlots(threads));
  }

  @Override
  public Fleet fleet(List<String> options) {
    return new ExecutorCommand(folder, options).fleet();
  }

  @Override
  public Storage open(TilePool pool) throws StoreException {
    return Storage.inFolder(folder, pool);
  }

  @Override
  public boolean reaches(MatrixPath place) {
    return true;
  }

  @Override
  public Site requireExisting() {
    if (!Files.isDirectory(folder)) {
      throw new BadInput("there is no folder " + folder + "; give one that was a --folder before");
    }
    return this;
  }

  @Override
  public String options() {
    return "--folder " + folder;
  }

  @Override
  public void addTo(Answer answer) {
    answer.fact("folder", folder.toString());
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
