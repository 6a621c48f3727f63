package dev.lapwing.lambdapack;

/**
 * A named dimension that is cut into tiles. Matrices that share a size are cut at the same places
 * along it. Its {@link Partition} is given when a run starts.
 */
public record Size(String name) {}
