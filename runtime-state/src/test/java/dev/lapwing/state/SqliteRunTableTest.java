package dev.lapwing.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.state.RunTable.Arrival;
import dev.lapwing.state.contract.OwnedClock;
import dev.lapwing.state.contract.RunTableContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SqliteRunTableTest extends RunTableContract {
  @TempDir private Path folder;
  private final TilePool pool = TilePool.create(1 << 20);
  private final OwnedClock clock = new OwnedClock();
  private FolderRunState runs;

  @BeforeEach
  void open() throws Exception {
    runs = FolderRunState.open(folder, pool, clock);
  }

  @AfterEach
  void close() throws Exception {
    runs.close();
  }

  @Override
  protected RunTable table() {
    return runs.table();
  }

  @Override
  protected void advance(Duration duration) {
    clock.advance(duration);
  }

  @Test
  void whatIsRecordedSurvivesTheEndOfTheProcess() throws Exception {
    table().addEdges("RUN1", List.of(new Arrival(5, 1), new Arrival(5, 200)));
    table().markDone("RUN1", 5, OptionalLong.of(6));
    runs.close();
    runs = FolderRunState.open(folder, pool, clock);
    assertThat(table().item("RUN1", 5))
        .isEqualTo(new RunTable.TaskItem(2, true, OptionalLong.of(6)));
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void nothingOfTheNativeLibraryLiesAround() throws Exception {
    String mine = "lapwing-sqlite-%d-".formatted(ProcessHandle.current().pid());
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.contains("sqlitejdbc") || name.startsWith(mine));
    }
  }

  @Test
  void afterClosingTheAnswerSaysSo() throws Exception {
    runs.close();
    assertThatThrownBy(() -> table().runs())
        .isInstanceOf(PermanentStoreException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void aFileThatIsNoDatabaseIsRefused() throws Exception {
    Path other = Files.createDirectories(folder.resolve("other"));
    Files.writeString(other.resolve("lapwing.db"), "this is not a database at all".repeat(100));
    assertThatThrownBy(() -> FolderRunState.open(other, pool, clock))
        .isInstanceOf(PermanentStoreException.class)
        .hasMessageContaining("lapwing.db");
  }

  @Test
  void whileAnotherProcessHoldsTheLockOperationsWait() throws Exception {
    var threads = Executors.newSingleThreadExecutor();
    try (var other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("lapwing.db"));
        var statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      statement.execute("INSERT INTO items VALUES ('RUN1', 5, x'0100000000000000', 0, NULL)");
      Future<Map<Long, RunTable.TaskItem>> waiting =
          threads.submit(() -> table().addEdges("RUN1", List.of(new Arrival(5, 1))));
      statement.execute("COMMIT");
      assertThat(waiting.get().get(5L).edges()).isEqualTo(2);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void whileAnotherProcessHoldsTheLockOneMayLook() throws Exception {
    var alive = new RunTable.ExecutorItem("one", 1, 1, "");
    table().heartbeat("RUN1", alive);
    runs.queue("RUN1").send(List.of(new TaskQueue.TaskMessage(5, 1)));
    try (var other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("lapwing.db"));
        var statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      assertThat(runs.queue("RUN1").depth()).isEqualTo(new TaskQueue.Depth(1, 0));
      assertThat(table().executors("RUN1", Duration.ofMinutes(1))).containsExactly(alive);
    }
  }

  @Test
  void tablesOfAnotherVersionAreRefused() throws Exception {
    try (var other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("lapwing.db"));
        var statement = other.createStatement()) {
      statement.execute("PRAGMA user_version = 99");
    }
    assertThatThrownBy(() -> FolderRunState.open(folder, pool, clock))
        .isInstanceOf(PermanentStoreException.class)
        .hasMessageContainingAll("lapwing.db", "schema 99, not 4");
  }

  @Test
  void aFileIsNoFolder() throws Exception {
    Path file = Files.writeString(folder.resolve("notes.txt"), "x");
    assertThatThrownBy(() -> FolderRunState.open(file, pool, clock))
        .isInstanceOf(PermanentStoreException.class)
        .hasMessageContaining("notes.txt");
  }
}
