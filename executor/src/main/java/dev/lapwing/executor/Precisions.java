package dev.lapwing.executor;

import dev.lapwing.lambdapack.Matrix;
import dev.lapwing.state.Precision;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/** Compares the precisions of the matrices that a run is given. */
final class Precisions {
  private static final String CONVERTS = "lag2";

  private Precisions() {}

  /** The precision of a run's outputs and scratch tiles. */
  static Precision of(RunSpec spec) {
    Map<String, Precision> given = new TreeMap<>();
    Map<String, Precision> outputs = new TreeMap<>();
    for (Matrix matrix : spec.program().program().matrices()) {
      RunMatrix found = spec.matrices().get(matrix.name());
      if (found != null) {
        (matrix.role() == Matrix.Role.OUTPUT ? outputs : given)
            .put(matrix.name(), found.precision());
      }
    }
    if (!converts(spec)) {
      given.putAll(outputs);
    }
    requireOne(given);
    requireOne(outputs);
    return outputs.isEmpty() ? Precision.FLOAT64 : outputs.values().iterator().next();
  }

  private static boolean converts(RunSpec spec) {
    return Statements.of(spec.program().program()).stream()
        .allMatch(statement -> statement.kernel().name().equals(CONVERTS));
  }

  private static void requireOne(Map<String, Precision> precisions) {
    Iterator<Map.Entry<String, Precision>> entries = precisions.entrySet().iterator();
    if (!entries.hasNext()) {
      return;
    }
    Map.Entry<String, Precision> first = entries.next();
    while (entries.hasNext()) {
      Map.Entry<String, Precision> other = entries.next();
      if (other.getValue() != first.getValue()) {
        throw new PrecisionMismatch(
            first.getKey(), first.getValue(), other.getKey(), other.getValue());
      }
    }
  }
}
