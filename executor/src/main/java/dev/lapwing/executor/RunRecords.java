package dev.lapwing.executor;

import dev.lapwing.executor.cost.CostMeter;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Sizes;
import dev.lapwing.state.Precision;
import dev.lapwing.state.RunTable.RunRecord;
import dev.lapwing.state.RunTable.RunStatus;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The texts in a run's record: its sizes, and what all its executors must agree on. */
final class RunRecords {
  private static final String PARTITION = "size.";
  private static final String PARAMETER = "parameter.";
  private static final String SCALAR = "scalar.";
  private static final String MATRIX = "matrix.";
  private static final String KERNELS = "kernels";
  private static final String LIMITS = "limits";
  private static final String SCALING = "scaling";
  private static final String COST = "cost";
  private static final String PRECISION = "precision";

  private RunRecords() {}

  static RunRecord of(RunSpec spec, String kernels) {
    return new RunRecord(
        spec.id(),
        spec.program().encode(),
        encode(spec.sizes()),
        options(spec, kernels),
        RunStatus.RUNNING,
        "");
  }

  static String encode(Sizes sizes) {
    Map<String, String> fields = new TreeMap<>();
    sizes
        .partitions()
        .forEach((name, cut) -> fields.put(PARTITION + name, cut.elements() + "/" + cut.tile()));
    sizes.parameters().forEach((name, value) -> fields.put(PARAMETER + name, Long.toString(value)));
    // Hexadecimal: a scalar must come back with the same bits.
    sizes.scalars().forEach((name, value) -> fields.put(SCALAR + name, Double.toHexString(value)));
    return Fields.encode(fields);
  }

  static Sizes decode(String text) {
    Map<String, Partition> partitions = new HashMap<>();
    Map<String, Long> parameters = new HashMap<>();
    Map<String, Double> scalars = new HashMap<>();
    Fields.decode(text)
        .forEach(
            (name, value) -> {
              if (name.startsWith(PARTITION)) {
                partitions.put(name.substring(PARTITION.length()), partition(value));
              } else if (name.startsWith(PARAMETER)) {
                parameters.put(name.substring(PARAMETER.length()), Long.valueOf(value));
              } else {
                scalars.put(name.substring(SCALAR.length()), Double.valueOf(value));
              }
            });
    return new Sizes(partitions, parameters, scalars);
  }

  /** Where the matrices of a recorded run are, by their names in the program. */
  static Map<String, String> locations(RunRecord record) {
    Map<String, String> locations = new LinkedHashMap<>();
    Fields.decode(record.options())
        .forEach(
            (name, value) -> {
              if (name.startsWith(MATRIX)) {
                locations.put(name.substring(MATRIX.length()), value);
              }
            });
    return locations;
  }

  /** The kernels that a recorded run was begun with. */
  static String kernels(RunRecord record) {
    return Fields.decode(record.options()).getOrDefault(KERNELS, "");
  }

  /** How its results and scratch tiles are kept. */
  static Precision precision(RunRecord record) {
    return Optional.ofNullable(Fields.decode(record.options()).get(PRECISION))
        .flatMap(Precision::labelled)
        .orElse(Precision.FLOAT64);
  }

  /** How patient its executors are. */
  static RunLimits limits(RunRecord record) {
    return Optional.ofNullable(Fields.decode(record.options()).get(LIMITS))
        .map(RunLimits::decode)
        .orElse(RunLimits.defaults());
  }

  /** How many executors it may have, if they are started for it. */
  static Optional<Scaling> scaling(RunRecord record) {
    return Optional.ofNullable(Fields.decode(record.options()).get(SCALING)).map(Scaling::decode);
  }

  /** What it may cost, if that is bounded. */
  static Optional<CostMeter> cost(RunRecord record) {
    return Optional.ofNullable(Fields.decode(record.options()).get(COST)).map(CostText::meter);
  }

  /**
   * The options of a recorded run when it goes on as another specification says: where its matrices
   * are and what computes them stays.
   */
  static String renewed(RunRecord record, RunSpec spec) {
    Map<String, String> fields = new TreeMap<>(Fields.decode(record.options()));
    describe(spec, fields);
    return Fields.encode(fields);
  }

  private static void describe(RunSpec spec, Map<String, String> fields) {
    fields.put(LIMITS, spec.limits().encode());
    spec.scaling().ifPresent(scaling -> fields.put(SCALING, scaling.encode()));
    spec.cost().ifPresent(meter -> fields.put(COST, CostText.encode(meter)));
  }

  private static String options(RunSpec spec, String kernels) {
    Map<String, String> fields = new TreeMap<>();
    fields.put(KERNELS, kernels);
    fields.put(PRECISION, spec.precision().label());
    describe(spec, fields);
    spec.matrices().forEach((name, matrix) -> fields.put(MATRIX + name, matrix.store().location()));
    return Fields.encode(fields);
  }

  private static Partition partition(String text) {
    int slash = text.indexOf('/');
    return new Partition(
        Long.parseLong(text.substring(0, slash)), Long.parseLong(text.substring(slash + 1)));
  }
}
