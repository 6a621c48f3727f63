package dev.lapwing.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether a result is checked before it is given. */
final class CheckOption {
  @Option(
      names = "--check",
      negatable = true,
      description =
          "Compute the residual, or leave it out. It takes this machine about as long as the result"
              + " (default: compute it, unless the result was computed on AWS).")
  private Optional<Boolean> wanted = Optional.empty();

  boolean isWanted(Workbench bench) {
    return wanted.orElseGet(bench::checksUsually);
  }
}
