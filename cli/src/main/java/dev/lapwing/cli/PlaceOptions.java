package dev.lapwing.cli;

import dev.lapwing.Lapwing;
import dev.lapwing.LapwingBuilder;
import dev.lapwing.RunSummary;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where runs are remembered. */
final class PlaceOptions {
  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "The --folder that the runs work in; this or --on aws is needed.")
  private Optional<Path> folder = Optional.empty();

  @Mixin private AwsOptions aws = new AwsOptions();

  private Optional<Site> found = Optional.empty();

  /** The place, which need not be there. */
  Site site() {
    found = found.or(() -> Optional.of(look()));
    return found.get();
  }

  private Site look() {
    Optional<Site> stack = aws.site();
    if (stack.isPresent() == folder.isPresent()) {
      throw new BadInput(
          folder.isPresent()
              ? "runs are in a --folder or --on aws, not in both"
              : "give the --folder that the runs work in, or --on aws");
    }
    return stack.orElseGet(() -> new FolderSite(folder.get()));
  }

  /** A Lapwing that looks into the place, which must be there. */
  Lapwing open() {
    return settle(Lapwing.builder()).build();
  }

  /** Lets a Lapwing work in the place, which must be there. */
  LapwingBuilder settle(LapwingBuilder builder) {
    return site().requireExisting().settle(builder);
  }

  /** The run that is meant: the one that is named, by its end if that is enough, or the last. */
  RunSummary choose(Lapwing lapwing, List<String> named, String what, Predicate<RunSummary> fits) {
    List<RunSummary> all = lapwing.runs();
    List<RunSummary> found =
        named.isEmpty()
            ? all.stream().filter(fits).toList()
            : all.stream().filter(run -> run.id().endsWith(named.get(0))).toList();
    if (found.isEmpty() || (!named.isEmpty() && found.size() > 1)) {
      throw new BadInput(refusal(named, what, all));
    }
    return found.get(found.size() - 1);
  }

  private String refusal(List<String> named, String what, List<RunSummary> all) {
    List<String> ids = all.stream().map(RunSummary::id).toList();
    return named.isEmpty()
        ? "no run in %s %s".formatted(site(), what)
        : "%s names no single run in %s%s"
            .formatted(named.get(0), site(), NearMatch.question(named.get(0), ids));
  }
}
