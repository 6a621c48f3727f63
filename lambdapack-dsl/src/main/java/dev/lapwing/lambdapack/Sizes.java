package dev.lapwing.lambdapack;

import java.util.Map;

/**
 * What a program needs to become a run: the partition of every size, and the value of every
 * parameter and named scalar.
 */
public record Sizes(
    Map<String, Partition> partitions, Map<String, Long> parameters, Map<String, Double> scalars) {

  public Sizes {
    partitions = Map.copyOf(partitions);
    parameters = Map.copyOf(parameters);
    scalars = Map.copyOf(scalars);
  }
}
