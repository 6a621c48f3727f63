package dev.lapwing.executor;

import dev.lapwing.state.RunTable;
import dev.lapwing.state.RunTable.LastSign;
import dev.lapwing.state.StoreException;
import java.time.Duration;
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
    List<LastSign> signs = table.lastSigns(run);
    return new KnownExecutors(
        signs.stream().map(sign -> KnownExecutor.of(sign.executor())).toList(),
        signs.stream()
            .filter(sign -> sign.isWithin(patience))
            .map(sign -> KnownExecutor.of(sign.executor()))
            .filter(executor -> executor.details().left().isEmpty())
            .toList());
  }
}
