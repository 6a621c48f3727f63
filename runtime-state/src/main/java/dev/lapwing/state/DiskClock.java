package dev.lapwing.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clock of the disk that a folder is on: the time that the file system notes when a file is
 * written. The processes that share a folder agree on it, whatever their own clocks say. Between
 * two looks at the disk, which are a second apart, the process's own clock carries it on.
 */
final class DiskClock implements InstantSource {
  private static final Logger LOG = LoggerFactory.getLogger(DiskClock.class);
  private static final Duration TRUST = Duration.ofSeconds(1);
  private static final Duration QUICK = Duration.ofMillis(5);
  private static final int TRIES = 5;
  private static final byte[] MARK = {'.'};

  private final Path file;
  private final InstantSource own;
  private volatile Look last;

  private DiskClock(Path file, InstantSource own, Look first) {
    this.file = file;
    this.own = own;
    this.last = first;
  }

  /**
   * Looks at the disk for the first time.
   *
   * @param file is written again and again, to see when that was
   * @param own the clock of this process, which may be wrong but must go on evenly
   */
  static DiskClock open(Path file, InstantSource own) throws IOException {
    return new DiskClock(file, own, quickLook(file, own));
  }

  @Override
  public Instant instant() {
    Instant now = own.instant();
    if (last.isOld(now)) {
      lookAgain(now);
      now = own.instant();
    }
    return now.plus(last.ahead());
  }

  private synchronized void lookAgain(Instant now) {
    if (last.isOld(now)) {
      try {
        last = quickLook(file, own);
      } catch (IOException e) {
        LOG.warn("{} cannot be written to see the time of its disk: {}", file, e.toString());
        last = new Look(now, last.ahead(), last.took());
      }
    }
  }

  /** A process may be stopped between its own clock and the disk's: then it looks once more. */
  private static Look quickLook(Path file, InstantSource own) throws IOException {
    Look best = look(file, own);
    for (int tries = 1; tries < TRIES && best.took().compareTo(QUICK) > 0; tries++) {
      Look another = look(file, own);
      best = another.took().compareTo(best.took()) < 0 ? another : best;
    }
    return best;
  }

  private static Look look(Path file, InstantSource own) throws IOException {
    Instant before = own.instant();
    Files.write(file, MARK, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    Instant disk = Files.getLastModifiedTime(file).toInstant();
    Instant after = own.instant();
    return new Look(after, Duration.between(after, disk), Duration.between(before, after));
  }

  /**
   * One look at the disk.
   *
   * @param at when it was made, by the process's own clock
   * @param ahead how much the disk's clock was ahead of that
   * @param took how long it took, which is how wrong it may be
   */
  private record Look(Instant at, Duration ahead, Duration took) {
    boolean isOld(Instant now) {
      Duration age = Duration.between(at, now);
      return age.isNegative() || age.compareTo(TRUST) > 0;
    }
  }
}
