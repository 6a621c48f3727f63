package dev.lapwing.compiler;

import dev.lapwing.compiler.Readers.Route;
import dev.lapwing.compiler.StatementQueries.Overlap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Counts the readers of a tile without visiting them: the solutions for each operand of a
 * statement, less those that two operands share. A statement with three operands that may read the
 * tile, or with two of different matrices, has its readers visited.
 */
final class ReaderCounts {

  /** A number of tasks to add or to subtract. */
  private record Term(int sign, BoundQuery query, Route route) {}

  private final TileSpace tiles;
  private final Readers readers;
  private final int firstTileSlot;
  private final List<List<Term>> termsOf = new ArrayList<>();

  ReaderCounts(
      TileSpace tiles,
      Readers readers,
      List<StatementQueries> statements,
      Specializer at,
      int firstTileSlot) {
    this.tiles = tiles;
    this.readers = readers;
    this.firstTileSlot = firstTileSlot;
    for (int m = 0; m < tiles.matrixCount(); m++) {
      termsOf.add(terms(readers.routes(m), statements, at));
    }
  }

  /** The terms of a matrix; none if its readers have to be visited. */
  private static List<Term> terms(
      Route[] routes, List<StatementQueries> statements, Specializer at) {
    List<Term> terms = new ArrayList<>();
    for (StatementQueries statement : statements) {
      int number = statement.domain().statement().number();
      List<Route> own =
          Arrays.stream(routes).filter(r -> r.slot().statement().number() == number).toList();
      own.forEach(route -> terms.add(new Term(1, route.slot().query(), route)));
      if (own.size() > 1) {
        List<Overlap> shared =
            statement.overlaps().stream().filter(o -> isOf(o, own.get(0), own.get(1))).toList();
        if (own.size() > 2 || shared.isEmpty()) {
          return List.of();
        }
        terms.add(new Term(-1, BoundQuery.of(shared.get(0).query(), at), own.get(0)));
      }
    }
    return List.copyOf(terms);
  }

  private static boolean isOf(Overlap overlap, Route first, Route second) {
    return overlap.first() == first.slot().operand() && overlap.second() == second.slot().operand();
  }

  int count(Coordinates tile) {
    List<Term> terms = termsOf.get(tile.matrix);
    if (terms.isEmpty()) {
      int[] count = {0};
      readers.forEachReader(tile, (reader, edge) -> count[0]++);
      return count[0];
    }
    long[] env = new long[firstTileSlot + tiles.greatestRank()];
    int rank = tiles.matrix(tile.matrix).rank();
    long count = 0;
    for (Term term : terms) {
      term.route().ask(tile, rank, env, firstTileSlot);
      count += term.sign() * term.query().count(env);
    }
    return Math.toIntExact(count);
  }
}
