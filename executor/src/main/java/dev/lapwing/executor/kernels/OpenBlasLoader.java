package dev.lapwing.executor.kernels;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import dev.lapwing.state.Precision;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the OpenBLAS that lies on the class path into this process, and makes sure that it computes
 * correctly here before anything relies on it.
 *
 * <p>The library is one for the whole process, and so is the processor type that it computes for:
 * load it once.
 */
final class OpenBlasLoader {
  private static final Logger LOG = LoggerFactory.getLogger(OpenBlasLoader.class);

  private final LibraryCache cache;
  private final CoreTypes coreTypes;

  OpenBlasLoader(LibraryCache cache, CoreTypes coreTypes) {
    this.cache = cache;
    this.coreTypes = coreTypes;
  }

  /**
   * OpenBLAS, computing for the given processor type, or for the best that proves itself.
   *
   * @throws NativeUnavailable if there is none for this platform, or none that computes correctly
   */
  NativeBlas load(NativePlatform platform, Optional<String> core) throws NativeUnavailable {
    try {
      NativeLibrary library = loadAll(platform);
      Native.register(OpenBlas.class, library);
      Native.register(OpenBlasFloat.class, library);
      // One task a core, one thread a task: more BLAS threads than that only get in the way.
      OpenBlas.openblas_set_num_threads(1);
      return verified(library, core);
    } catch (IOException | LinkageError e) {
      throw new NativeUnavailable(
          "OpenBLAS for %s cannot be loaded: %s".formatted(platform.name(), e.getMessage()), e);
    }
  }

  private NativeLibrary loadAll(NativePlatform platform) throws IOException, NativeUnavailable {
    Path folder = cache.find("openblas-" + platform.name(), locations(platform));
    NativeLibrary last = null;
    for (String library : platform.libraries()) {
      last = NativeLibrary.getInstance(folder.resolve(library).toString());
    }
    return last;
  }

  private static List<URL> locations(NativePlatform platform) throws NativeUnavailable {
    List<URL> locations = new ArrayList<>();
    for (String library : platform.libraries()) {
      URL location = OpenBlasLoader.class.getClassLoader().getResource(platform.resource(library));
      if (location == null) {
        throw new NativeUnavailable(
            "There is no %s on the class path: add org.bytedeco:openblas with the classifier %s."
                .formatted(platform.resource(library), platform.name()));
      }
      locations.add(location);
    }
    return locations;
  }

  private NativeBlas verified(NativeLibrary library, Optional<String> core)
      throws NativeUnavailable {
    String detected = OpenBlas.openblas_get_corename();
    var ladder = new CoreLadder(new CoreSwitch(library)::select, OpenBlasLoader::mistakes);
    if (ladder.descend(candidates(core, detected)).isEmpty()) {
      throw new NativeUnavailable(
          core.map(
                      "OpenBLAS cannot compute for the processor type %s here; it detected "
                          ::formatted)
                  .orElse("OpenBLAS does not compute correctly here; it detected ")
              + detected
              + ".");
    }
    return new NativeBlas(describe());
  }

  private static List<String> mistakes() {
    var blas = new NativeBlas("");
    return Arrays.stream(Precision.values())
        .flatMap(precision -> new SelfTest<>(blas, precision).mistakes().stream())
        .toList();
  }

  private List<String> candidates(Optional<String> core, String detected) {
    String first = core.orElse(detected);
    List<String> missing = coreTypes.missing(first);
    if (!missing.isEmpty()) {
      LOG.warn("OpenBLAS would compute as {}, but this processor lacks {}", first, missing);
    }
    return core.map(name -> missing.isEmpty() ? List.of(name) : List.<String>of())
        .orElseGet(() -> coreTypes.candidates(detected));
  }

  /** {@code OpenBLAS 0.3.31 (Haswell, one thread a call)}. */
  private static String describe() {
    String[] words = OpenBlas.openblas_get_config().split(" ", 3);
    return "%s %s (%s, one thread a call)"
        .formatted(words[0], words[1], OpenBlas.openblas_get_corename());
  }
}
