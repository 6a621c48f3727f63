package dev.lapwing;

import java.time.Duration;

/**
 * What a run did.
 *
 * @param run the run's id, a ULID
 * @param program the name of its program
 * @param elapsed from its start to its end
 * @param tasks the tasks that were computed
 * @param flops their floating-point operations
 * @param bytesRead bytes of tiles that were read from stores
 * @param bytesWritten bytes of tiles that were written to stores
 * @param peakTileBytes the most memory that tiles of this Lapwing held at once
 */
public record RunReport(
    String run,
    String program,
    Duration elapsed,
    long tasks,
    double flops,
    long bytesRead,
    long bytesWritten,
    long peakTileBytes) {

  /** Speed, in 10^9 floating-point operations a second. */
  public double gigaflops() {
    return elapsed.isZero() ? 0 : flops / elapsed.toNanos();
  }

  /** The time in seconds. */
  public double seconds() {
    return elapsed.toNanos() * 1e-9;
  }

  /** This and what another run did after it, as one. */
  RunReport plus(String name, RunReport next) {
    return new RunReport(
        run,
        name,
        elapsed.plus(next.elapsed),
        tasks + next.tasks,
        flops + next.flops,
        bytesRead + next.bytesRead,
        bytesWritten + next.bytesWritten,
        Math.max(peakTileBytes, next.peakTileBytes));
  }
}
