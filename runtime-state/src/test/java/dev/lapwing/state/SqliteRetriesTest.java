package dev.lapwing.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class SqliteRetriesTest {
  private static final Path FILE = Path.of("/data/lapwing.db");

  @ParameterizedTest
  @EnumSource(names = {"SQLITE_BUSY", "SQLITE_BUSY_SNAPSHOT", "SQLITE_LOCKED", "SQLITE_PROTOCOL"})
  void aLockThatIsTakenIsWaitedFor(SQLiteErrorCode code) throws Exception {
    var tries = new AtomicInteger();
    String answer =
        SqliteRetries.untilFree(
            Duration.ofDays(1),
            () -> {
              if (tries.incrementAndGet() < 5) {
                throw error(code);
              }
              return "done";
            });
    assertThat(answer).isEqualTo("done");
  }

  @Test
  void patienceEnds() {
    assertThatThrownBy(
            () ->
                SqliteRetries.untilFree(
                    Duration.ZERO,
                    () -> {
                      throw error(SQLiteErrorCode.SQLITE_BUSY);
                    }))
        .isInstanceOf(SQLException.class);
    StoreException failure =
        SqliteRetries.failure(FILE, error(SQLiteErrorCode.SQLITE_BUSY_SNAPSHOT));
    assertThat(failure)
        .isNotInstanceOf(PermanentStoreException.class)
        .hasMessageContainingAll("/data/lapwing.db", "locked by another process");
  }

  @ParameterizedTest
  @EnumSource(names = {"SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_CONSTRAINT"})
  void otherErrorsAreNotTriedAgainHereButMayBeByTheCaller(SQLiteErrorCode code) {
    var tries = new AtomicInteger();
    assertThatThrownBy(
            () ->
                SqliteRetries.untilFree(
                    Duration.ofDays(1),
                    () -> {
                      tries.incrementAndGet();
                      throw error(code);
                    }))
        .isInstanceOf(SQLException.class);
    assertThat(tries).hasValue(1);
    assertThat(SqliteRetries.failure(FILE, error(code)))
        .isNotInstanceOf(PermanentStoreException.class)
        .hasMessageContaining("/data/lapwing.db");
  }

  @ParameterizedTest
  @EnumSource(
      names = {"SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_CORRUPT_VTAB", "SQLITE_NOTADB"})
  void whatWillNotMendItselfIsRefused(SQLiteErrorCode code) {
    assertThat(SqliteRetries.failure(FILE, error(code)))
        .isInstanceOf(PermanentStoreException.class)
        .hasMessageContaining("/data/lapwing.db");
  }

  private static SQLiteException error(SQLiteErrorCode code) {
    return new SQLiteException("injected " + code, code);
  }
}
