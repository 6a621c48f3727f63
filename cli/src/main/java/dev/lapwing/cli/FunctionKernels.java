package dev.lapwing.cli;

import dev.lapwing.executor.kernels.KernelLibraries;
import java.util.Optional;

/**
 * What the function of a stack computes with, as far as its deployment tells. A run pins its
 * kernels when it begins, and executors with others refuse it.
 *
 * @param release of OpenBLAS
 * @param core the processor type
 */
record FunctionKernels(Optional<String> release, Optional<String> core) {

  /**
   * Refuses a run that the function could not work on.
   *
   * @param pinned the description of the run's kernels; those in pure Java every executor has
   * @param stack whose function it is
   * @param cure what to do
   */
  void require(String pinned, Site stack, String cure) {
    Optional<String> wantedRelease = KernelLibraries.releaseNamedIn(pinned);
    Optional<String> wantedCore = KernelLibraries.coreNamedIn(pinned);
    if (differ(release, wantedRelease) || differ(core, wantedCore)) {
      throw new BadInput(
          "the function of %s computes with OpenBLAS %s, and the run is for OpenBLAS %s: no executor could work on it. %s"
              .formatted(stack, text(release, core), text(wantedRelease, wantedCore), cure));
    }
  }

  private static boolean differ(Optional<String> there, Optional<String> wanted) {
    return there.isPresent() && wanted.isPresent() && !there.equals(wanted);
  }

  private static String text(Optional<String> release, Optional<String> core) {
    return "%s for %s".formatted(release.orElse("(unknown)"), core.orElse("any processor"));
  }
}
