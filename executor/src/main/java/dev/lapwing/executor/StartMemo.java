package dev.lapwing.executor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What whoever starts executors for a run leaves to its follower: those that may yet come, oldest
 * first, and how many had come by then. Ages, and no times: nobody reads another machine's clock.
 *
 * @param seen how many executors had ever given a sign of life
 * @param batches those that were started and had not
 */
record StartMemo(int seen, List<Batch> batches) {
  /** A memo is written every two seconds; more batches than that are told as fewer, later ones. */
  static final int MOST_BATCHES = 16;

  StartMemo {
    batches = List.copyOf(batches);
  }

  /** Nobody is on the way. */
  StartMemo(int seen) {
    this(seen, List.of());
  }

  /**
   * Executors that were started together.
   *
   * @param executors how many
   * @param age how long ago
   */
  record Batch(int executors, Duration age) {
    private static Batch of(String text) {
      int at = text.indexOf('@');
      return new Batch(
          Integer.parseInt(text.substring(0, at)),
          Duration.ofMillis(Long.parseLong(text.substring(at + 1))));
    }

    /** Both, as if all had been started with the later ones. */
    private Batch and(Batch later) {
      return new Batch(executors + later.executors, later.age);
    }

    private String encode() {
      return executors + "@" + age.toMillis();
    }
  }

  /** Together with those that were started last. */
  StartMemo with(Batch last) {
    List<Batch> all = new ArrayList<>(batches);
    int end = all.size() - 1;
    if (end >= 0 && all.get(end).age().toMillis() == last.age().toMillis()) {
      all.set(end, all.get(end).and(last));
    } else {
      all.add(last);
    }
    if (all.size() > MOST_BATCHES) {
      all.set(1, all.get(0).and(all.get(1)));
      all.remove(0);
    }
    return new StartMemo(seen, all);
  }

  String encode() {
    String starts = batches.stream().map(Batch::encode).collect(Collectors.joining(" "));
    return Fields.encode(Map.of("seen", Integer.toString(seen), "starts", starts));
  }

  /** As it was encoded; nobody has led yet where there is nothing. */
  static StartMemo decode(String text) {
    Map<String, String> fields = Fields.decode(text);
    String starts = fields.getOrDefault("starts", "");
    return new StartMemo(
        Integer.parseInt(fields.getOrDefault("seen", "0")),
        starts.isEmpty() ? List.of() : List.of(starts.split(" ")).stream().map(Batch::of).toList());
  }
}
