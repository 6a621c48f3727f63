package dev.lapwing.executor.kernels;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An operating system and processor for which OpenBLAS is published.
 *
 * @param name as in the classifier of the artifact: {@code linux-x86_64}
 * @param libraries the files to load, in this order; the last one is OpenBLAS
 */
record NativePlatform(String name, List<String> libraries) {

  /** The platform of a JVM whose properties {@code os.name} and {@code os.arch} these are. */
  static Optional<NativePlatform> of(String system, String processor) {
    String name = systemOf(system.toLowerCase(Locale.ROOT)) + "-" + processorOf(processor);
    return librariesOf(name).map(libraries -> new NativePlatform(name, libraries));
  }

  /** Where a library lies on the class path. */
  String resource(String library) {
    return "org/bytedeco/openblas/" + name + "/" + library;
  }

  // The compiler's libgcc_s is left out on Linux: the process has the system's already.
  private static Optional<List<String>> librariesOf(String name) {
    return Optional.ofNullable(
        Map.of(
                "linux-x86_64",
                List.of("libquadmath.so.0", "libgfortran.so.5", "libopenblas.so.0"),
                "linux-arm64",
                List.of("libgfortran.so.5", "libopenblas.so.0"),
                "macosx-x86_64",
                List.of(
                    "libgcc_s.1.1.dylib",
                    "libquadmath.0.dylib",
                    "libgfortran.5.dylib",
                    "libopenblas.0.dylib"),
                "macosx-arm64",
                List.of("libopenblas.0.dylib"),
                "windows-x86_64",
                List.of("libopenblas.dll"))
            .get(name));
  }

  private static String systemOf(String system) {
    if (system.startsWith("mac")) {
      return "macosx";
    }
    return system.startsWith("windows") ? "windows" : system;
  }

  private static String processorOf(String processor) {
    return switch (processor) {
      case "amd64", "x86_64" -> "x86_64";
      case "aarch64", "arm64" -> "arm64";
      default -> processor;
    };
  }
}
