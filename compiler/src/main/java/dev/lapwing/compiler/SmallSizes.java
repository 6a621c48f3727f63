package dev.lapwing.compiler;

import dev.lapwing.lambdapack.Parameter;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.Size;
import dev.lapwing.lambdapack.Sizes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All sizes up to a bound that a program is meant for: every number of tiles along every size, with
 * a last tile that is smaller than the others, and small values of every parameter. Different sizes
 * get tiles of different lengths, so that what should not agree does not agree by chance; sizes
 * that are declared to be cut alike get tiles of one length.
 */
final class SmallSizes {
  private static final long SHORTEST_TILE = 5;
  private static final long SHORTAGE_OF_LAST_TILE = 2;
  private static final long LARGEST_PARAMETER = 3;
  private static final double SCALAR = 1;

  private SmallSizes() {}

  static List<Sizes> upTo(Program program, int tiles) {
    List<Sizes> found = List.of(new Sizes(Map.of(), Map.of(), scalars(program)));
    for (Size size : program.sizes()) {
      found = found.stream().flatMap(s -> with(s, size, tiles).stream()).toList();
    }
    for (Parameter parameter : program.parameters()) {
      found = found.stream().flatMap(s -> with(s, parameter).stream()).toList();
    }
    return found.stream().filter(sizes -> SizesCheck.meets(program, sizes)).toList();
  }

  private static Map<String, Double> scalars(Program program) {
    Map<String, Double> scalars = new HashMap<>();
    program.scalars().forEach(name -> scalars.put(name, SCALAR));
    return scalars;
  }

  private static List<Sizes> with(Sizes sizes, Size size, int most) {
    long tile =
        size.like()
            .map(other -> sizes.partitions().get(other).tile())
            .orElse(SHORTEST_TILE + sizes.partitions().size());
    List<Sizes> found = new ArrayList<>();
    for (long count = 0; count <= most; count++) {
      Map<String, Partition> partitions = new HashMap<>(sizes.partitions());
      long elements = Math.max(0, count * tile - SHORTAGE_OF_LAST_TILE);
      partitions.put(size.name(), new Partition(elements, tile));
      found.add(new Sizes(partitions, sizes.parameters(), sizes.scalars()));
    }
    return found;
  }

  private static List<Sizes> with(Sizes sizes, Parameter parameter) {
    List<Sizes> found = new ArrayList<>();
    for (long value = 0; value <= LARGEST_PARAMETER; value++) {
      Map<String, Long> parameters = new HashMap<>(sizes.parameters());
      parameters.put(parameter.name(), value);
      found.add(new Sizes(sizes.partitions(), parameters, sizes.scalars()));
    }
    return found;
  }
}
