package dev.lapwing.executor.kernels;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where kernels come from: OpenBLAS if this process can have it, pure Java otherwise.
 *
 * <p>Three system properties have a say:
 *
 * <ul>
 *   <li>{@code lapwing.blas}: {@code auto} (the default), {@code openblas} (fail without it) or
 *       {@code java};
 *   <li>{@code lapwing.blas.core}: the processor type that OpenBLAS computes for, by its name there
 *       ({@code Haswell}), instead of the one it detects; fail if it cannot. Executors that must
 *       agree bit by bit need the same one;
 *   <li>{@code lapwing.blas.cache}: the folder that native libraries are unpacked into, {@code
 *       ~/.cache/lapwing} by default, or a temporary one where that cannot be written.
 * </ul>
 */
public final class KernelLibraries {
  private static final Logger LOG = LoggerFactory.getLogger(KernelLibraries.class);

  private KernelLibraries() {}

  /**
   * The fastest kernels of this process, chosen and logged at the first call.
   *
   * @throws IllegalStateException if the properties ask for what cannot be had
   */
  public static KernelLibrary best() {
    return Best.ATTEMPT
        .library()
        .orElseThrow(() -> new IllegalStateException(Best.ATTEMPT.reason()));
  }

  /** Kernels in pure Java, which every platform has. */
  public static KernelLibrary pureJava() {
    return new BlasKernels<>(new JavaBlas());
  }

  /** Native kernels, or why there are none; decided at the first call. */
  static Attempt openBlas() {
    return OpenBlasOnce.ATTEMPT;
  }

  private static Attempt choose(String route) {
    Attempt choice =
        switch (route) {
          case "auto" -> core().isPresent() ? openBlas() : openBlasOrJava();
          case "openblas" -> openBlas();
          case "java" -> Attempt.success(pureJava());
          default ->
              Attempt.failure(
                  "The system property lapwing.blas is \"%s\": it must be auto, openblas or java."
                      .formatted(route));
        };
    choice.library().ifPresent(library -> LOG.info("Kernels: {}", library.description()));
    return choice;
  }

  private static Attempt openBlasOrJava() {
    return openBlas().library().isPresent() ? openBlas() : Attempt.success(pureJava());
  }

  private static Attempt attempt() {
    try {
      return Attempt.success(new BlasKernels<>(load()));
    } catch (NativeUnavailable e) {
      LOG.debug("No native kernels", e);
      return Attempt.failure(e.getMessage());
    }
  }

  private static NativeBlas load() throws NativeUnavailable {
    String system = System.getProperty("os.name");
    String processor = System.getProperty("os.arch");
    NativePlatform platform =
        NativePlatform.of(system, processor)
            .orElseThrow(
                () ->
                    new NativeUnavailable(
                        "OpenBLAS is not published for %s on %s.".formatted(system, processor)));
    return new OpenBlasLoader(new LibraryCache(cacheFolders()), CoreTypes.ofThisMachine())
        .load(platform, core());
  }

  private static Optional<String> core() {
    return Optional.ofNullable(System.getProperty("lapwing.blas.core"));
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

  /** Decided once for the process, as the native library is one for the process. */
  private static final class OpenBlasOnce {
    static final Attempt ATTEMPT = attempt();
  }

  private static final class Best {
    static final Attempt ATTEMPT = choose(System.getProperty("lapwing.blas", "auto"));
  }
}
