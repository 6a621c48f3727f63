package dev.lapwing.executor.kernels;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The processor families that OpenBLAS has x86 kernels for, and which of them may run here.
 * OpenBLAS recognises a processor by its model number and a few of its features; a hypervisor that
 * hides others makes it choose kernels that the processor does not run.
 */
final class CoreTypes {
  private static final Set<String> AVX512 =
      Set.of("avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl", "avx2", "fma");
  private static final Map<String, Set<String>> NEEDED =
      Map.of(
          "SapphireRapids", with(AVX512, "avx512_bf16", "amx_tile", "amx_bf16"),
          "Cooperlake", with(AVX512, "avx512_bf16"),
          "SkylakeX", AVX512,
          "Haswell", Set.of("avx", "avx2", "fma"),
          "Zen", Set.of("avx", "avx2", "fma"),
          "Sandybridge", Set.of("avx"),
          "Nehalem", Set.of("sse4_2"));
  private static final List<String> BEST_FIRST =
      List.of("Cooperlake", "SkylakeX", "Haswell", "Sandybridge", "Nehalem");

  private final Optional<Set<String>> features;

  /**
   * Core types for a processor.
   *
   * @param features its features as Linux names them, if they are known
   */
  CoreTypes(Optional<Set<String>> features) {
    this.features = features.map(Set::copyOf);
  }

  /** Core types for the processor that this JVM runs on. */
  static CoreTypes ofThisMachine() {
    return new CoreTypes(read(Path.of("/proc/cpuinfo")));
  }

  /** Whether the processor has what the kernels of a core type need, as far as is known. */
  boolean mayRun(String core) {
    return missing(core).isEmpty();
  }

  /** The features that the kernels of a core type need and the processor is known to lack. */
  List<String> missing(String core) {
    return NEEDED.entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(core))
        .flatMap(entry -> entry.getValue().stream())
        .filter(feature -> features.isPresent() && !features.get().contains(feature))
        .sorted()
        .toList();
  }

  /** What to try in turn: the type that OpenBLAS has detected, then simpler ones. */
  List<String> candidates(String detected) {
    int place = BEST_FIRST.indexOf(detected);
    int simpler = place >= 0 ? place + 1 : BEST_FIRST.indexOf("Haswell");
    return Stream.concat(
            Stream.of(detected), BEST_FIRST.subList(simpler, BEST_FIRST.size()).stream())
        .filter(this::mayRun)
        .toList();
  }

  private static Optional<Set<String>> read(Path cpuinfo) {
    try (Stream<String> lines = Files.lines(cpuinfo)) {
      return lines
          .filter(line -> line.startsWith("flags"))
          .findFirst()
          .map(
              line ->
                  Set.copyOf(List.of(line.substring(line.indexOf(':') + 1).trim().split("\\s+"))));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Set<String> with(Set<String> features, String... more) {
    var all = new ArrayList<>(features);
    all.addAll(List.of(more));
    return Set.copyOf(all);
  }
}
