package dev.lapwing.executor.kernels;

import java.util.Optional;

/**
 * How a search for kernels ended.
 *
 * @param library the kernels, if there are any
 * @param reason why there are none; empty if there are
 */
record Attempt(Optional<KernelLibrary> library, String reason) {

  static Attempt success(KernelLibrary library) {
    return new Attempt(Optional.of(library), "");
  }

  static Attempt failure(String reason) {
    return new Attempt(Optional.empty(), reason);
  }
}
