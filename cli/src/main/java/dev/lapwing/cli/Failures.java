package dev.lapwing.cli;

import dev.lapwing.ShapeMismatch;
import dev.lapwing.executor.NotPositiveDefinite;
import dev.lapwing.executor.OutOfMemoryBudget;
import dev.lapwing.executor.RunCancelled;
import dev.lapwing.executor.RunFailure;
import dev.lapwing.executor.SingularMatrix;
import dev.lapwing.format.MalformedMatrixFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;

/** From exceptions to the line that a user reads and the exit code that a script sees. */
final class Failures {
  private Failures() {}

  /** What an exception means to a user. */
  static Failure of(Throwable thrown) {
    if (thrown instanceof CompletionException && thrown.getCause() != null) {
      return of(thrown.getCause());
    }
    if (thrown instanceof RunFailure ended) {
      return ofRun(ended);
    }
    if (thrown instanceof MalformedMatrixFile) {
      return new Failure(ExitCode.USAGE, "malformed-file", message(thrown));
    }
    if (thrown instanceof UncheckedIOException unchecked) {
      return ofStorage(unchecked.getCause());
    }
    if (thrown instanceof IOException storage) {
      return ofStorage(storage);
    }
    if (thrown instanceof BadInput || thrown instanceof IllegalArgumentException) {
      String kind = thrown instanceof ShapeMismatch ? "shape-mismatch" : "bad-input";
      return new Failure(ExitCode.USAGE, kind, message(thrown));
    }
    if (thrown instanceof DoesNotFit) {
      return new Failure(ExitCode.MEMORY, "does-not-fit", message(thrown));
    }
    if (thrown instanceof CancellationException) {
      return new Failure(ExitCode.CANCELLED, "cancelled", message(thrown));
    }
    if (thrown instanceof OutOfMemoryError) {
      return new Failure(
          ExitCode.MEMORY,
          "out-of-memory",
          "the JVM has no more memory (%s); give it more with LAPWING_JAVA_OPTS=-Xmx8g"
              .formatted(message(thrown)));
    }
    return new Failure(
        ExitCode.INTERNAL,
        "internal",
        "internal error: %s: %s; run it again with --debug to see where"
            .formatted(thrown.getClass().getSimpleName(), message(thrown)));
  }

  private static Failure ofRun(RunFailure ended) {
    if (ended instanceof NotPositiveDefinite failure) {
      return notPositiveDefinite(failure);
    }
    if (ended instanceof SingularMatrix failure) {
      return singular(failure);
    }
    if (ended instanceof dev.lapwing.executor.ShapeMismatch) {
      return new Failure(ExitCode.USAGE, "shape-mismatch", message(ended));
    }
    if (ended instanceof OutOfMemoryBudget failure) {
      return new Failure(ExitCode.MEMORY, "out-of-memory", outOfMemory(failure));
    }
    if (ended instanceof RunCancelled) {
      return new Failure(ExitCode.CANCELLED, "cancelled", message(ended));
    }
    return new Failure(ExitCode.INTERNAL, "run-failed", message(ended));
  }

  private static Failure notPositiveDefinite(NotPositiveDefinite failure) {
    String message =
        "%s is not positive definite: the leading minor of order %s is not positive (tile (%d, %d), local order %d)"
            .formatted(
                failure.matrix(),
                Numbers.count(failure.order()),
                failure.tileRow(),
                failure.tileColumn(),
                failure.localOrder());
    return new Failure(
        ExitCode.NUMERICAL,
        "not-positive-definite",
        message,
        Map.of(
            "order", failure.order(),
            "tileRow", failure.tileRow(),
            "tileColumn", failure.tileColumn()));
  }

  private static Failure singular(SingularMatrix failure) {
    String message =
        "%s is singular: its diagonal entry %s is exactly zero (tile (%d, %d), local row %d)"
            .formatted(
                failure.matrix(),
                Numbers.count(failure.order()),
                failure.tileRow(),
                failure.tileColumn(),
                failure.localOrder());
    return new Failure(
        ExitCode.NUMERICAL,
        "singular",
        message,
        Map.of(
            "order", failure.order(),
            "tileRow", failure.tileRow(),
            "tileColumn", failure.tileColumn()));
  }

  private static String outOfMemory(OutOfMemoryBudget failure) {
    return "%s needs %s more, and %s of the %s for tiles are in use; give a larger --memory, a smaller --tile, fewer --threads, or a --folder to work in"
        .formatted(
            failure.task(),
            ByteSize.text(failure.requestedBytes()),
            ByteSize.text(failure.bytesInUse()),
            ByteSize.text(failure.budgetBytes()));
  }

  private static Failure ofStorage(IOException thrown) {
    if (thrown instanceof NoSuchFileException missing) {
      return new Failure(ExitCode.USAGE, "no-such-file", "there is no file " + missing.getFile());
    }
    if (thrown instanceof AccessDeniedException denied) {
      return new Failure(
          ExitCode.USAGE, "access-denied", "permission to use " + denied.getFile() + " is denied");
    }
    String reason =
        thrown instanceof FileSystemException failed && failed.getReason() != null
            ? failed.getFile() + ": " + failed.getReason()
            : message(thrown);
    return new Failure(ExitCode.INTERNAL, "input-output", "reading or writing failed: " + reason);
  }

  private static String message(Throwable thrown) {
    return thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
  }
}
