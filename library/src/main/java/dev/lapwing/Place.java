package dev.lapwing;

import com.github.f4b6a3.ulid.Ulid;
import com.github.f4b6a3.ulid.UlidCreator;
import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TilePool;
import dev.lapwing.state.aws.AwsPlace;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/** Where runs are remembered that others may take part in, and where results without a name go. */
sealed interface Place {
  /** What the folder of matrices without a name is called. */
  String MATRICES = "matrices";

  /** Its runs. */
  Storage open(TilePool pool) throws StoreException;

  /** Begins a session: the matrices that it gives no name are its own until it ends. */
  Session begin() throws IOException;

  /** Whether a session has ended, in whatever way. */
  boolean hasEnded(String session) throws IOException;

  /** Removes what an ended session has left besides matrices. */
  void forget(String session) throws IOException;

  /** What the locations of matrices without a name start with; a separator is at its end. */
  String matrices();

  /** Whether executors elsewhere see what is at a location. */
  boolean shares(String location);

  /**
   * Deletes what executors of a run had to say.
   *
   * @return the bytes of it
   */
  long deleteLogs(String run) throws IOException;

  /** In a folder of this machine. */
  record InFolder(Path folder) implements Place {
    @Override
    public Storage open(TilePool pool) throws StoreException {
      return Storage.inFolder(folder, pool);
    }

    @Override
    public Session begin() throws IOException {
      return FolderSession.begin(folder);
    }

    @Override
    public boolean hasEnded(String session) throws IOException {
      return FolderSession.hasEnded(folder, session);
    }

    @Override
    public void forget(String session) throws IOException {
      FolderSession.forget(folder, session);
    }

    @Override
    public String matrices() {
      return folder.toAbsolutePath().normalize().resolve(MATRICES) + File.separator;
    }

    @Override
    public boolean shares(String location) {
      return !location.startsWith("mem:");
    }

    @Override
    public long deleteLogs(String run) throws IOException {
      Path logs = folder.resolve("logs");
      if (!Files.isDirectory(logs)) {
        return 0;
      }
      long bytes = 0;
      try (Stream<Path> files = Files.list(logs)) {
        for (Path log :
            files.filter(file -> file.getFileName().toString().startsWith(run)).toList()) {
          bytes += Files.size(log);
          Files.deleteIfExists(log);
        }
      }
      return bytes;
    }

    @Override
    public String toString() {
      return folder.toString();
    }
  }

  /**
   * On AWS. Nothing there tells when a process has ended; so a session is taken to have ended a
   * week after it began, which the time in its name tells.
   */
  record OnAws(AwsPlace stack) implements Place {
    private static final Duration LONGEST_SESSION = Duration.ofDays(7);

    @Override
    public Storage open(TilePool pool) throws StoreException {
      return Storage.onAws(stack, pool);
    }

    @Override
    public Session begin() {
      String id = UlidCreator.getMonotonicUlid().toString();
      return () -> id;
    }

    @Override
    public boolean hasEnded(String session) {
      return Ulid.isValid(session)
          && Ulid.getInstant(session).plus(LONGEST_SESSION).isBefore(Instant.now());
    }

    @Override
    public void forget(String session) {}

    @Override
    public String matrices() {
      String prefix = stack.prefix().isEmpty() ? "" : stack.prefix() + "/";
      return "s3://%s/%s%s/".formatted(stack.bucket(), prefix, MATRICES);
    }

    @Override
    public boolean shares(String location) {
      return location.startsWith("s3:");
    }

    /** They are in CloudWatch, until they expire. */
    @Override
    public long deleteLogs(String run) {
      return 0;
    }

    @Override
    public String toString() {
      return "bucket " + stack.bucket();
    }
  }
}
