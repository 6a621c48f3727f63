package dev.lapwing.executor.kernels;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The OpenBLAS of this process. The native library, and the processor type that it computes for,
 * are one for a process: whoever asks first decides which.
 */
final class OpenBlasOfProcess {
  private static final Logger LOG = LoggerFactory.getLogger(OpenBlasOfProcess.class);

  /** Set once, under the class's lock. */
  private static Optional<Attempt> decided = Optional.empty();

  private OpenBlasOfProcess() {}

  /**
   * Native kernels, or why there are none.
   *
   * @param core the processor type to compute for, if a certain one is wanted; without effect once
   *     the library is loaded
   */
  static synchronized Attempt get(Optional<String> core) {
    if (decided.isPresent()) {
      return decided.get();
    }
    Attempt attempt = attempt(core);
    // A processor type that this machine lacks says nothing about others.
    decided = attempt.library().isPresent() || core.isEmpty() ? Optional.of(attempt) : decided;
    return attempt;
  }

  private static Attempt attempt(Optional<String> core) {
    try {
      return Attempt.success(new BlasKernels<>(load(core)));
    } catch (NativeUnavailable e) {
      LOG.debug("No native kernels", e);
      return Attempt.failure(e.getMessage());
    }
  }

  private static NativeBlas load(Optional<String> core) throws NativeUnavailable {
    String system = System.getProperty("os.name");
    String processor = System.getProperty("os.arch");
    NativePlatform platform =
        NativePlatform.of(system, processor)
            .orElseThrow(
                () ->
                    new NativeUnavailable(
                        "OpenBLAS is not published for %s on %s.".formatted(system, processor)));
    return new OpenBlasLoader(new LibraryCache(cacheFolders()), CoreTypes.ofThisMachine())
        .load(platform, core);
  }

  private static List<Path> cacheFolders() {
    String chosen = System.getProperty("lapwing.blas.cache");
    return chosen != null
        ? List.of(Path.of(chosen))
        : List.of(
            Path.of(System.getProperty("user.home"), ".cache", "lapwing"),
            Path.of(
                System.getProperty("java.io.tmpdir"),
                "lapwing-" + System.getProperty("user.name")));
  }
}
