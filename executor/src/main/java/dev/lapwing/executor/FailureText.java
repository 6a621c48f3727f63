package dev.lapwing.executor;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A failure as the text that a run's record keeps: the message for people, and on a last line the
 * fields, so that another process can throw the same failure.
 */
final class FailureText {
  private static final String MARK = "\nfailure:";

  private FailureText() {}

  static String encode(RunFailure failure) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("kind", failure.getClass().getSimpleName());
    describe(failure, fields);
    return failure.getMessage() + MARK + Fields.encode(fields);
  }

  /** The failure in a reason; a reason that was not written by {@link #encode} is kept as text. */
  static RunFailure decode(String run, String reason) {
    int mark = reason.lastIndexOf(MARK);
    if (mark < 0) {
      return new TaskFailed("Run " + run, reason);
    }
    return restore(run, Fields.decode(reason.substring(mark + MARK.length())));
  }

  private static void describe(RunFailure failure, Map<String, String> fields) {
    if (failure instanceof NotPositiveDefinite f) {
      put(fields, f.pivot());
    } else if (failure instanceof SingularMatrix f) {
      put(fields, f.pivot());
    } else if (failure instanceof ShapeMismatch f) {
      put(fields, "matrix", f.matrix(), "expected", f.expected(), "actual", f.actual());
    } else if (failure instanceof TileMissing f) {
      put(fields, "tile", f.tile(), "location", f.location());
      put(fields, "writer", f.writer(), "reader", f.reader());
    } else if (failure instanceof LeaseLost f) {
      put(fields, "task", f.task(), "deliveries", f.deliveries());
    } else if (failure instanceof StorageFailed f) {
      put(fields, "activity", f.activity(), "error", f.error());
    } else if (failure instanceof StorageRefused f) {
      put(fields, "activity", f.activity(), "error", f.error());
    } else if (failure instanceof OutOfMemoryBudget f) {
      put(fields, "task", f.task(), "requested", f.requestedBytes());
      put(fields, "used", f.bytesInUse(), "budget", f.budgetBytes());
    } else if (failure instanceof KernelMismatch f) {
      put(fields, "begunWith", f.begunWith(), "here", f.here());
    } else if (failure instanceof CostLimitReached f) {
      put(fields, "limit", f.limitDollars());
      put(fields, "spent", f.spentDollars(), "reserve", f.reserveDollars());
    } else if (failure instanceof TaskFailed f) {
      put(fields, "task", f.task(), "error", f.error());
    }
  }

  private static RunFailure restore(String run, Map<String, String> f) {
    return switch (f.get("kind")) {
      case "NotPositiveDefinite" -> new NotPositiveDefinite(pivot(f));
      case "SingularMatrix" -> new SingularMatrix(pivot(f));
      case "ShapeMismatch" ->
          new ShapeMismatch(f.get("matrix"), f.get("expected"), f.get("actual"));
      case "TileMissing" ->
          new TileMissing(f.get("tile"), f.get("location"), f.get("writer"), f.get("reader"));
      case "LeaseLost" -> new LeaseLost(f.get("task"), (int) number(f, "deliveries"));
      case "StorageFailed" -> new StorageFailed(f.get("activity"), f.get("error"));
      case "StorageRefused" -> new StorageRefused(f.get("activity"), f.get("error"));
      case "OutOfMemoryBudget" ->
          new OutOfMemoryBudget(
              f.get("task"), number(f, "requested"), number(f, "used"), number(f, "budget"));
      case "KernelMismatch" -> new KernelMismatch(f.get("begunWith"), f.get("here"));
      case "CostLimitReached" ->
          new CostLimitReached(dollars(f, "limit"), dollars(f, "spent"), dollars(f, "reserve"));
      case "RunCancelled" -> new RunCancelled(run);
      default -> new TaskFailed(f.get("task"), f.get("error"));
    };
  }

  private static void put(Map<String, String> fields, Pivot pivot) {
    put(fields, "matrix", pivot.matrix(), "order", pivot.order());
    put(fields, "row", pivot.tileRow(), "column", pivot.tileColumn());
    put(fields, "local", pivot.localOrder());
  }

  private static Pivot pivot(Map<String, String> f) {
    return new Pivot(
        f.get("matrix"),
        number(f, "order"),
        number(f, "row"),
        number(f, "column"),
        (int) number(f, "local"));
  }

  private static void put(Map<String, String> fields, Object... namesAndValues) {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put((String) namesAndValues[i], namesAndValues[i + 1].toString());
    }
  }

  private static double dollars(Map<String, String> fields, String name) {
    return Double.parseDouble(fields.get(name));
  }

  private static long number(Map<String, String> fields, String name) {
    return Long.parseLong(fields.get(name));
  }
}
