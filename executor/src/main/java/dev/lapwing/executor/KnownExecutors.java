package dev.lapwing.executor;

import dev.lapwing.state.RunTable;
import dev.lapwing.state.RunTable.LastSign;
import dev.lapwing.state.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The executors of a run, as one look at the table finds them.
 *
 * @param all all that ever worked on it
 * @param live those that have given a sign of life not long ago, and have not said that they leave
 */
record KnownExecutors(List<KnownExecutor> all, List<KnownExecutor> live) {
  static final KnownExecutors NONE = new KnownExecutors(List.of(), List.of());

  KnownExecutors {
    all = List.copyOf(all);
    live = List.copyOf(live);
  }

  static KnownExecutors of(RunTable table, String run, RunLimits limits) throws StoreException {
    Duration patience = KnownExecutor.patience(limits);
    List<KnownExecutor> all = new ArrayList<>();
    List<KnownExecutor> live = new ArrayList<>();
    for (LastSign sign : table.lastSigns(run)) {
      KnownExecutor executor = KnownExecutor.of(sign.executor());
      all.add(executor);
      if (sign.isWithin(patience) && executor.details().left().isEmpty()) {
        live.add(executor);
      }
    }
    return new KnownExecutors(all, live);
  }
}
