package dev.lapwing;

/**
 * Random numbers as a function of a seed and two counters: SplitMix64's mixing function, chained
 * (G. Steele, D. Lea, C. Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014).
 */
final class RandomNumbers {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private RandomNumbers() {}

  /** Uniform on (0, 1): the middles of 2^52 equal intervals. */
  static double uniform(long seed, long i, long j) {
    return toUnit(mix(mix(mix(seed) + i) + j));
  }

  /** Standard normal, by the method of Box and Muller. */
  static double normal(long seed, long i, long j) {
    long first = mix(mix(mix(seed) + i) + j);
    long second = mix(first);
    return StrictMath.sqrt(-2 * StrictMath.log(toUnit(first)))
        * StrictMath.cos(2 * Math.PI * toUnit(second));
  }

  private static double toUnit(long bits) {
    return ((bits >>> 12) + 0.5) * 0x1p-52;
  }

  private static long mix(long value) {
    long z = value + GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
