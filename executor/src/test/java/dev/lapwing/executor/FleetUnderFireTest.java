package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.state.RunTable.RunStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Processes that share a folder, killed and stopped. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Tag("once")
class FleetUnderFireTest extends FleetUnderFire {
  @TempDir private Path folder;

  FleetUnderFireTest() {
    super(60, 5);
  }

  @Override
  RunPlace place() {
    return RunPlace.folder(folder);
  }

  @Override
  boolean hasScratch(String run) {
    return Files.exists(folder.resolve("runs").resolve(run));
  }

  @Test
  @Tag("once")
  void fourOfFiveExecutorsAreKilledAtOnceAndReplaced() throws Exception {
    HeldTasks held = begin(scaling.withLeast(scaling.most()));
    SubmittedRun run = attach(id, submitter);
    await(() -> live(id) == scaling.most());
    List<ProcessHandle> victims = executors().subList(0, 4);
    held.giveBackAllButOne();
    await(() -> run.progress().done() > 40);
    int known = known();
    victims.forEach(ProcessHandle::destroyForcibly);
    await(() -> known() >= known + victims.size());
    held.close();
    assertThat(run.await().tasks()).isPositive();
    assertSameBits(id);
  }

  @Test
  @Tag("once")
  void anExecutorThatIsStoppedForLongerThanItsLeaseDoesNoHarm() throws Exception {
    HeldTasks held = begin(scaling.withLeast(2));
    assertThat(fleet.start(id, 2)).isEqualTo(Fleet.Start.of(2));
    SubmittedRun run = attach(id, submitter);
    await(() -> live(id) >= 2);
    held.giveBackAllButOne();
    await(() -> run.progress().done() > 20);
    ProcessHandle zombie = executors().get(0);
    StoppedProcess.stop(zombie, folder);
    held.close();
    long stopped = System.nanoTime();
    await(() -> seconds(stopped) > 2 && run.status() != RunStatus.RUNNING);
    StoppedProcess.goOn(zombie);
    assertThat(run.await().tasks()).isPositive();
    await(() -> !zombie.isAlive());
    assertSameBits(id);
  }
}
