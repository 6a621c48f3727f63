package dev.lapwing.executor;

import dev.lapwing.state.processes.ChildJvm;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Stops processes that work in a folder, and lets them go on. */
final class StoppedProcess {
  private StoppedProcess() {}

  /** Stops a process, but not while it writes to the database: all others would wait for it. */
  static void stop(ProcessHandle process, Path folder) throws Exception {
    ChildJvm.signal(process, "STOP");
    while (isDatabaseLocked(folder)) {
      goOn(process);
      ChildJvm.signal(process, "STOP");
    }
  }

  /** Lets a process that was stopped go on. */
  static void goOn(ProcessHandle process) throws Exception {
    ChildJvm.signal(process, "CONT");
  }

  private static boolean isDatabaseLocked(Path folder) throws SQLException {
    try (var connection =
            DriverManager.getConnection(
                "jdbc:sqlite:" + folder.resolve("lapwing.db") + "?busy_timeout=0");
        var statement = connection.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      statement.execute("ROLLBACK");
      return false;
    } catch (SQLException e) {
      if (e.getMessage().contains("BUSY")) {
        return true;
      }
      throw e;
    }
  }
}
