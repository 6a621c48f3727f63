package dev.lapwing.executor.kernels;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  private static final Pattern NATIVE = Pattern.compile("OpenBLAS (\\S+) \\((\\w+), .*\\)");

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

  /**
   * The kernels of that description, which give the same bits wherever they are. An OpenBLAS that
   * this process has not loaded yet computes for the processor type that the description names.
   *
   * @param description what {@link KernelLibrary#description} said, in this process or another
   * @throws IllegalStateException if this process cannot have them; the message says what it has
   *     instead
   */
  public static KernelLibrary matching(String description) {
    KernelLibrary java = pureJava();
    if (java.description().equals(description)) {
      return java;
    }
    Attempt attempt = OpenBlasOfProcess.get(core().or(() -> coreNamedIn(description)));
    KernelLibrary found =
        attempt
            .library()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "%s alone (%s)".formatted(java.description(), attempt.reason())));
    if (!found.description().equals(description)) {
      throw new IllegalStateException(found.description());
    }
    return found;
  }

  /**
   * How the kernels describe themselves that compute for a processor type, with the OpenBLAS of
   * this process.
   *
   * @param core the processor type, by its name in OpenBLAS: {@code Haswell}
   * @throws IllegalStateException if this process has no OpenBLAS
   */
  public static String describing(String core) {
    Matcher own = NATIVE.matcher(best().description());
    if (!own.matches()) {
      throw new IllegalStateException(
          "The executors compute with OpenBLAS for %s, whose release this machine cannot tell: it has %s."
              .formatted(core, best().description()));
    }
    return new StringBuilder(own.group()).replace(own.start(2), own.end(2), core).toString();
  }

  /**
   * The processor type that kernels compute for, if they are OpenBLAS's: {@code Haswell}.
   *
   * @param description what {@link KernelLibrary#description} said
   */
  public static Optional<String> coreNamedIn(String description) {
    return partOf(description, 2);
  }

  /** The release of OpenBLAS that kernels are of, if they are of OpenBLAS: {@code 0.3.31}. */
  public static Optional<String> releaseNamedIn(String description) {
    return partOf(description, 1);
  }

  private static Optional<String> partOf(String description, int group) {
    Matcher named = NATIVE.matcher(description);
    return named.matches() ? Optional.of(named.group(group)) : Optional.empty();
  }

  /** Native kernels, or why there are none; decided at the first call. */
  static Attempt openBlas() {
    return OpenBlasOfProcess.get(core());
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

  private static Optional<String> core() {
    return Optional.ofNullable(System.getProperty("lapwing.blas.core"));
  }

  private static final class Best {
    static final Attempt ATTEMPT = choose(System.getProperty("lapwing.blas", "auto"));
  }
}
