package dev.lapwing.cli;

import dev.lapwing.LapwingBuilder;
import java.util.List;
import java.util.Optional;

/**
 * Where a computation happens.
 *
 * @param site where its runs are remembered, if not in memory
 * @param executors who computes, if not this process
 * @param limit what a run may cost
 */
record Venue(Optional<Site> site, ExecutorOptions executors, LimitOptions limit) {

  /** Refuses results that nobody would be there to write. */
  void check(List<Target> targets) {
    if (executors.detaches() && !targets.stream().allMatch(this::writes)) {
      throw new BadInput(
          isElsewhere()
              ? "with --detach the result goes to an s3:// array, tile by tile, or stays in the bucket; export it later"
              : "with --detach the result goes to a .zarr array, tile by tile, or stays in the --folder; export it later");
    }
  }

  /** Lets a Lapwing work there. */
  LapwingBuilder applyTo(LapwingBuilder builder, MachineOptions machine) {
    site.ifPresent(place -> place.settle(builder));
    site.filter(place -> executors.start()).ifPresent(Site::requireForNewRuns);
    executors.applyTo(builder, site, machine);
    limit.applyTo(builder, site);
    return builder;
  }

  /** Whether the tiles of a result are written as they are computed. */
  boolean writes(Target target) {
    return target.place().isZarr() && reaches(target.place());
  }

  /** Whether whoever computes sees what is at a place. */
  boolean reaches(MatrixPath place) {
    return site.map(where -> where.reaches(place)).orElse(true);
  }

  /** Whether the machines that compute are not this one. */
  boolean isElsewhere() {
    return site.filter(StackSite.class::isInstance).isPresent();
  }
}
