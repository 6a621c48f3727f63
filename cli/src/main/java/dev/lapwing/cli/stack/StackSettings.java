package dev.lapwing.cli.stack;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The parameters of the template that somebody gives.
 *
 * @param parameters their values, by their names in the template
 */
public record StackSettings(Map<String, String> parameters) {
  /** All parameters that the template has. */
  static final List<String> NAMES =
      List.of(
          "Name",
          "Bucket",
          "MatrixArns",
          "CodeKey",
          "OpenBlas",
          "MemorySize",
          "Timeout",
          "MaxExecutors",
          "ReserveExecutors",
          "Sweep",
          "ScratchDays",
          "LogDays",
          "BudgetDollars",
          "Email");

  public StackSettings {
    parameters = Map.copyOf(parameters);
  }

  /** Nothing but the name. */
  public static StackSettings of(StackName name) {
    return new StackSettings(Map.of("Name", name.value()));
  }

  /** The same with one more parameter. */
  public StackSettings with(String parameter, Object value) {
    if (!NAMES.contains(parameter)) {
      throw new IllegalArgumentException("the template has no parameter " + parameter);
    }
    Map<String, String> more = new TreeMap<>(parameters);
    more.put(parameter, value.toString());
    return new StackSettings(more);
  }

  /** The same with one more parameter, if it has a value. */
  public StackSettings withIf(String parameter, Optional<?> value) {
    return value.map(known -> with(parameter, known)).orElse(this);
  }
}
