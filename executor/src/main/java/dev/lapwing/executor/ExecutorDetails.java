package dev.lapwing.executor;

import dev.lapwing.executor.cost.Usage;
import dev.lapwing.state.StoreCounters;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What an executor tells about itself in the run table, beside its totals.
 *
 * @param threads how many kernels it runs at once
 * @param running how many tasks it works on
 * @param age how long it has worked on the run
 * @param work its work by task class, by statement
 * @param stores what it read and wrote, by matrix
 * @param peakTileBytes the most bytes that its tiles held at once
 * @param tally what else it counted
 * @param used what AWS charges for, as far as it has used it
 * @param left why it has stopped, if it has
 * @param trouble why there are not more executors, as far as it is the one that starts them
 */
record ExecutorDetails(
    int threads,
    long running,
    Duration age,
    List<ClassWork> work,
    Map<String, StoreCounters> stores,
    long peakTileBytes,
    Tally tally,
    Usage used,
    Optional<String> left,
    StartTrouble trouble) {
  private static final String STORE = "store.";

  ExecutorDetails {
    work = List.copyOf(work);
    stores = Map.copyOf(stores);
  }

  /** What an executor tells that does not work on the run at all. */
  static ExecutorDetails refusing(String why) {
    return idle("it refused the run", StartTrouble.of(why));
  }

  /** What an executor tells that comes to a run which has ended too early. */
  static ExecutorDetails late() {
    return idle("the run had ended", StartTrouble.NONE);
  }

  private static ExecutorDetails idle(String left, StartTrouble trouble) {
    return new ExecutorDetails(
        0,
        0,
        Duration.ZERO,
        List.of(),
        Map.of(),
        0,
        Tally.NONE,
        Usage.NONE,
        Optional.of(left),
        trouble);
  }

  /** Its work on the tasks of one statement. */
  record ClassWork(long done, long computed, double flops, double seconds) {
    static final ClassWork NONE = new ClassWork(0, 0, 0, 0);

    ClassWork plus(ClassWork other) {
      return new ClassWork(
          done + other.done,
          computed + other.computed,
          flops + other.flops,
          seconds + other.seconds);
    }
  }

  /** Tasks that were skipped or done twice, operations tried again, messages given back. */
  record Tally(long skipped, long duplicates, long retries, long returned) {
    static final Tally NONE = new Tally(0, 0, 0, 0);

    Tally plus(Tally other) {
      return new Tally(
          skipped + other.skipped,
          duplicates + other.duplicates,
          retries + other.retries,
          returned + other.returned);
    }
  }

  String encode() {
    Map<String, String> fields = new TreeMap<>();
    fields.put("threads", Integer.toString(threads));
    fields.put("running", Long.toString(running));
    fields.put("age", Long.toString(age.toMillis()));
    fields.put("work", work.stream().map(ExecutorDetails::text).collect(Collectors.joining(";")));
    stores.forEach((matrix, counters) -> fields.put(STORE + matrix, text(counters)));
    fields.put("peak", Long.toString(peakTileBytes));
    fields.put(
        "tally", joined(tally.skipped(), tally.duplicates(), tally.retries(), tally.returned()));
    fields.put("used", CostText.encode(used));
    left.ifPresent(why -> fields.put("left", why));
    trouble.problem().ifPresent(why -> fields.put("problem", why));
    trouble.late().ifPresent(why -> fields.put("late", why));
    return Fields.encode(fields);
  }

  static ExecutorDetails decode(String text) {
    Map<String, String> fields = Fields.decode(text);
    Map<String, StoreCounters> stores = new LinkedHashMap<>();
    fields.forEach(
        (name, value) -> {
          if (name.startsWith(STORE)) {
            stores.put(name.substring(STORE.length()), counters(value));
          }
        });
    return new ExecutorDetails(
        Integer.parseInt(fields.getOrDefault("threads", "0")),
        Long.parseLong(fields.getOrDefault("running", "0")),
        Duration.ofMillis(Long.parseLong(fields.getOrDefault("age", "0"))),
        work(fields.getOrDefault("work", "")),
        stores,
        Long.parseLong(fields.getOrDefault("peak", "0")),
        tally(fields.getOrDefault("tally", "0,0,0,0")),
        CostText.usage(fields.getOrDefault("used", "")),
        Optional.ofNullable(fields.get("left")),
        new StartTrouble(
            Optional.ofNullable(fields.get("problem")), Optional.ofNullable(fields.get("late"))));
  }

  private static String text(ClassWork work) {
    return joined(work.done(), work.computed(), work.flops(), work.seconds());
  }

  private static List<ClassWork> work(String text) {
    return Arrays.stream(text.split(";"))
        .filter(part -> !part.isEmpty())
        .map(part -> part.split(","))
        .map(
            part ->
                new ClassWork(
                    Long.parseLong(part[0]),
                    Long.parseLong(part[1]),
                    Double.parseDouble(part[2]),
                    Double.parseDouble(part[3])))
        .toList();
  }

  private static String text(StoreCounters counters) {
    return joined(
        counters.bytesRead(),
        counters.bytesWritten(),
        counters.reads(),
        counters.writes(),
        counters.deletes());
  }

  private static StoreCounters counters(String text) {
    long[] parts = numbers(text);
    return new StoreCounters(parts[0], parts[1], parts[2], parts[3], parts[4]);
  }

  private static Tally tally(String text) {
    long[] parts = numbers(text);
    return new Tally(parts[0], parts[1], parts[2], parts[3]);
  }

  private static long[] numbers(String text) {
    return Arrays.stream(text.split(",")).mapToLong(Long::parseLong).toArray();
  }

  private static String joined(Number... numbers) {
    return Arrays.stream(numbers).map(Number::toString).collect(Collectors.joining(","));
  }
}
