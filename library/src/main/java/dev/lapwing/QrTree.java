package dev.lapwing;

import dev.lapwing.lambdapack.Partition;
import dev.lapwing.tiles.TileGrid;
import java.util.OptionalLong;

/**
 * How the tiles of a panel are brought into one by a QR factorization: in groups of consecutive
 * tiles, one tile after the other, then the groups along a binary tree. The tree changes the speed
 * and the last bits of the result, not its quality.
 */
public final class QrTree {
  /** Panels so wide have parallelism enough in the columns to their right. */
  private static final long WIDE = 8;

  /** Tasks that are to run side by side; a constant, as threads must not change the bits. */
  private static final long SIDE_BY_SIDE = 16;

  private static final long LARGEST_GROUP = 8;

  private final OptionalLong group;

  private QrTree(OptionalLong group) {
    this.group = group;
  }

  /** Flat where a matrix has many columns of tiles, and groups where it is tall and narrow. */
  public static QrTree automatic() {
    return new QrTree(OptionalLong.empty());
  }

  /** One tile after the other: the fastest kernels, best for square matrices. */
  public static QrTree flat() {
    return groupsOf(Long.MAX_VALUE);
  }

  /** Pairs of tiles, pairs of pairs, ...: the most parallelism, best for many executors. */
  public static QrTree binary() {
    return groupsOf(1);
  }

  /**
   * Groups of some tiles.
   *
   * @param tiles at least 1
   */
  public static QrTree groupsOf(long tiles) {
    if (tiles < 1) {
      throw new IllegalArgumentException("a group has at least 1 tile, not " + tiles);
    }
    return new QrTree(OptionalLong.of(tiles));
  }

  /** The tiles of a group for a matrix that is cut so. */
  long groupFor(TileGrid grid) {
    long rows = Math.max(1, grid.rows().tiles());
    return Math.min(rows, group.orElseGet(() -> chosen(grid.rows(), grid.columns())));
  }

  private static long chosen(Partition rows, Partition columns) {
    if (columns.tiles() >= WIDE) {
      return rows.tiles();
    }
    long fair = rows.tiles() * Math.max(1, columns.tiles()) / SIDE_BY_SIDE;
    return Math.max(1, Math.min(LARGEST_GROUP, fair));
  }

  @Override
  public String toString() {
    return group.isEmpty() ? "automatic" : "groups of " + group.getAsLong();
  }
}
