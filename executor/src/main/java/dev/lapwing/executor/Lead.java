package dev.lapwing.executor;

import dev.lapwing.state.RunTable;
import dev.lapwing.state.RunTable.Claim;
import dev.lapwing.state.RunTable.Leadership;
import dev.lapwing.state.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * An autoscaler's part in who leads its run: it leads, and renews its claim, or it asks from time
 * to time whether the lead is free. Whoever owns it calls it once in an interval; it asks the table
 * when it has reason to.
 */
final class Lead {
  /*
   * A thousand executors may want to lead one run, and the table has one item for it. So the leader
   * renews its claim when a third of it has passed, and says with it how many executors there are.
   * The others take turns without knowing of each other: each asks once in so many intervals, its
   * period, that together they ask about LOOKS times in an interval, however many they are.
   *
   * Nobody writes times down. So whoever asks knows only that a claim has run out when it has seen
   * the same one for the whole of its duration. Those whose period is longer than a claim therefore
   * ask a second time when the claim that they saw would be over, and then not for a period; but not
   * after the first time, when many come together. Thus
   * the whole fleet makes at most 2 LOOKS + 1/2 requests in an interval, besides one for each time
   * that executors are started; and about LOOKS times in an
   * interval somebody begins to watch a claim, so that a leader that dies is followed after the rest
   * of its claim and, mostly, less than an interval more. Up to LOOKS followers ask in every
   * interval, and then it is never more.
   */
  static final int LEASE_IN_INTERVALS = 6;
  static final int LOOKS = 3;
  private static final int RENEWALS = 3;

  private final String name = UUID.randomUUID().toString();
  private final RunTable table;
  private final String run;
  private final Duration interval;
  private final Duration lease;
  private final RandomGenerator random;
  private Optional<Instant> since = Optional.empty();
  private Instant next = Instant.MIN;
  private boolean watches = true;
  private int executors;
  private String memo = "";

  /**
   * Not held, and not asked for.
   *
   * @param interval how often it will be called
   * @param random spreads the requests of many over time
   */
  Lead(RunTable table, String run, Duration interval, RandomGenerator random) {
    this.table = table;
    this.run = run;
    this.interval = interval;
    this.lease = lease(interval);
    this.random = random;
  }

  /** For how long a claim holds. */
  static Duration lease(Duration interval) {
    return interval.multipliedBy(LEASE_IN_INTERVALS);
  }

  /** Whether the lead is this autoscaler's now. */
  boolean isHeld(Instant now) throws StoreException {
    if (!now.isBefore(next)) {
      ask(now);
    }
    return since.isPresent();
  }

  /** Since when it has been. */
  Optional<Instant> since() {
    return since;
  }

  /** What the last leader has left to whoever follows it; of this one, what it leaves itself. */
  String memo() {
    return memo;
  }

  /** Those who may follow will hear that there are so many executors, and be left this memo. */
  void tell(int count, String newMemo) {
    executors = count;
    memo = newMemo;
  }

  /** Renews the claim at once, so that nobody can follow who does not know what was told. */
  boolean renew(Instant now) throws StoreException {
    ask(now);
    return since.isPresent();
  }

  /** Gives it to whoever comes. */
  void giveUp() throws StoreException {
    since = Optional.empty();
    next = Instant.MIN;
    Claim none = new Claim(name, Duration.ZERO, executors).withMemo(memo);
    Leadership answer = table.claimLeadership(run, none);
    assert !answer.mine();
  }

  /** Whoever leads goes on, unless another has led since; whoever does not begins. */
  private void ask(Instant now) throws StoreException {
    Claim claim = new Claim(name, lease, executors);
    Leadership answer =
        table.claimLeadership(run, since.isPresent() ? claim.withMemo(memo) : claim);
    if (answer.mine()) {
      memo = answer.memo();
      since = since.or(() -> Optional.of(now));
      next = now.plus(lease.dividedBy(RENEWALS));
    } else {
      since = Optional.empty();
      executors = answer.executors();
      next = now.plus(pause(answer.left()));
    }
  }

  private Duration pause(Duration left) {
    Duration period = interval.multipliedBy(Math.max(1, (executors - 1) / LOOKS));
    if (period.compareTo(lease) < 0) {
      watches = true;
      return shorter(about(period), left);
    }
    watches = !watches;
    return watches ? left : about(period.minus(lease));
  }

  /** That on average, and an interval at least. */
  private Duration about(Duration mean) {
    long spread = Math.max(0, 2 * mean.minus(interval).toMillis());
    return interval.plusMillis(spread == 0 ? 0 : random.nextLong(spread));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
