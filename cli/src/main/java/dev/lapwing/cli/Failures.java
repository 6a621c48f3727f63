package dev.lapwing.cli;

import dev.lapwing.RunDetached;
import dev.lapwing.ShapeMismatch;
import dev.lapwing.cli.stack.NoRegion;
import dev.lapwing.cli.stack.StackFailed;
import dev.lapwing.executor.CostLimitReached;
import dev.lapwing.executor.NotPositiveDefinite;
import dev.lapwing.executor.OutOfMemoryBudget;
import dev.lapwing.executor.Pivot;
import dev.lapwing.executor.RankDeficient;
import dev.lapwing.executor.RunCancelled;
import dev.lapwing.executor.RunFailure;
import dev.lapwing.executor.SingularMatrix;
import dev.lapwing.executor.StorageRefused;
import dev.lapwing.format.MalformedMatrixFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.core.exception.SdkException;

/** From exceptions to the line that a user reads and the exit code that a script sees. */
final class Failures {
  private Failures() {}

  /** What an exception means to a user. */
  static Failure of(Throwable thrown) {
    if (thrown instanceof CompletionException && thrown.getCause() != null) {
      return of(thrown.getCause());
    }
    if (thrown instanceof RunDetached left) {
      return new Failure(ExitCode.CANCELLED, "detached", message(left));
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
    if (thrown instanceof NoRegion) {
      return new Failure(ExitCode.USAGE, "no-region", message(thrown));
    }
    if (thrown instanceof StackFailed) {
      return new Failure(ExitCode.INTERNAL, "stack-failed", message(thrown));
    }
    if (thrown instanceof SdkException aws) {
      return AwsFailures.of(aws);
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
      String finding =
          "%s is not positive definite: the leading minor of order %s is not positive"
              .formatted(failure.pivot().matrix(), Numbers.count(failure.order()));
      return numerical("not-positive-definite", finding, "order", failure.pivot());
    }
    if (ended instanceof SingularMatrix failure) {
      String finding =
          "%s is singular: its diagonal entry %s is exactly zero"
              .formatted(failure.pivot().matrix(), Numbers.count(failure.order()));
      return numerical("singular", finding, "row", failure.pivot());
    }
    if (ended instanceof RankDeficient) {
      return new Failure(ExitCode.NUMERICAL, "rank-deficient", message(ended));
    }
    if (ended instanceof dev.lapwing.executor.ShapeMismatch) {
      return new Failure(ExitCode.USAGE, "shape-mismatch", message(ended));
    }
    if (ended instanceof OutOfMemoryBudget failure) {
      return new Failure(ExitCode.MEMORY, "out-of-memory", outOfMemory(failure));
    }
    if (ended instanceof CostLimitReached failure) {
      return new Failure(ExitCode.COST, "cost-limit", message(failure));
    }
    if (ended instanceof RunCancelled) {
      return new Failure(ExitCode.CANCELLED, "cancelled", message(ended));
    }
    if (ended instanceof StorageRefused) {
      return new Failure(ExitCode.USAGE, "storage-refused", message(ended));
    }
    return new Failure(ExitCode.INTERNAL, "run-failed", message(ended));
  }

  private static Failure numerical(String kind, String finding, String local, Pivot pivot) {
    return new Failure(
        ExitCode.NUMERICAL,
        kind,
        "%s (tile (%d, %d), local %s %d)"
            .formatted(finding, pivot.tileRow(), pivot.tileColumn(), local, pivot.localOrder()),
        Map.of(
            "order", pivot.order(),
            "tileRow", pivot.tileRow(),
            "tileColumn", pivot.tileColumn()));
  }

  private static String outOfMemory(OutOfMemoryBudget failure) {
    return "%s needs %s for tiles, and %s of %s are in use; give a larger --memory, a smaller --tile, fewer --threads, or a --folder to work in"
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
