package dev.lapwing.cli;

import dev.lapwing.Shape;
import dev.lapwing.lambdapack.Parameter;
import dev.lapwing.lambdapack.Partition;
import dev.lapwing.lambdapack.Program;
import dev.lapwing.lambdapack.Size;
import dev.lapwing.lambdapack.Sizes;
import dev.lapwing.lambdapack.algorithm.CholeskyChunked;
import dev.lapwing.lambdapack.algorithm.Lu;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The sizes of a program that is looked at without data. */
final class SizeOptions {
  private static final long DEFAULT_TILE = 512;

  /** Steps of an iteration, unless --chunk says how many. */
  private static final long STEPS = 8;

  /** The size that is the one column of a permutation. */
  private static final String ONE_COLUMN = "w";

  @Option(names = "--m", paramLabel = "N", description = "Rows of the first matrix.")
  private Optional<Long> m;

  @Option(
      names = "--n",
      paramLabel = "N",
      description = "Rows and columns of a square matrix, otherwise columns.")
  private Optional<Long> n;

  @Option(names = "--k", paramLabel = "N", description = "The inner length of a product.")
  private Optional<Long> k;

  @Option(names = "--r", paramLabel = "N", description = "Reflectors of a factorization.")
  private Optional<Long> r;

  @Option(
      names = "--group",
      paramLabel = "TILES",
      description = "Tiles of a panel that QR brings into one before it pairs them (default: all).")
  private Optional<Long> group;

  @Option(names = "--c", paramLabel = "N", description = "Columns of the right-hand sides.")
  private Optional<Long> c;

  @Option(
      names = "--tile",
      paramLabel = "TILE",
      converter = Lengths.OfTile.class,
      description =
          "Rows and columns of a tile: 256 or 512x256 (default: 512; tsqr: as wide as the matrix).")
  private Optional<Shape> tile;

  @Option(
      names = "--chunk",
      paramLabel = "TILES",
      description =
          "Inner tiles that one task of a product accumulates (default: all); cholesky-chunked:"
              + " columns of tiles that are updated together (default: 4, or half of all); lu: tiles"
              + " in which one task chooses pivots (default: four million entries).")
  private Optional<Long> chunk;

  /** Whether any size is given. */
  boolean given() {
    return m.isPresent() || n.isPresent() || k.isPresent() || r.isPresent() || c.isPresent();
  }

  /** The sizes of a program, or a complaint about those that are missing or too many. */
  Sizes of(Program program) {
    Map<String, Long> lengths = lengths();
    List<String> all = program.sizes().stream().map(Size::name).toList();
    List<String> needed = all.stream().filter(name -> !name.equals(ONE_COLUMN)).toList();
    requireExactly(program, needed, lengths);
    Map<String, Partition> partitions = new HashMap<>();
    for (Size size : program.sizes()) {
      if (!size.name().equals(ONE_COLUMN)) {
        long tile = tile(program, size.like().orElse(size.name()), lengths);
        partitions.put(size.name(), new Partition(lengths.get(size.name()), tile));
      }
    }
    if (all.contains(ONE_COLUMN)) {
      partitions.put(ONE_COLUMN, new Partition(1, 1));
    }
    return new Sizes(partitions, parameters(program, partitions), scalars(program));
  }

  private Map<String, Long> lengths() {
    Map<String, Long> lengths = new HashMap<>();
    m.ifPresent(length -> lengths.put("m", length));
    n.ifPresent(length -> lengths.put("n", length));
    k.ifPresent(length -> lengths.put("k", length));
    r.ifPresent(length -> lengths.put("r", length));
    c.ifPresent(length -> lengths.put("c", length));
    return lengths;
  }

  private static void requireExactly(
      Program program, List<String> needed, Map<String, Long> lengths) {
    List<String> missing = new ArrayList<>(needed);
    missing.removeAll(lengths.keySet());
    List<String> unknown = new ArrayList<>(lengths.keySet());
    unknown.removeAll(needed);
    if (!missing.isEmpty() || !unknown.isEmpty()) {
      String wrong =
          missing.isEmpty()
              ? options(unknown) + " is none of them"
              : options(missing) + " is missing";
      throw new BadInput(
          "%s has the sizes %s; %s".formatted(program.name(), options(needed), wrong));
    }
    lengths.forEach(SizeOptions::requirePositive);
  }

  private static void requirePositive(String name, long length) {
    if (length < 1) {
      throw new BadInput("--" + name + " must be 1 or more, not " + length);
    }
  }

  private static String options(List<String> names) {
    return names.stream().map(name -> "--" + name).collect(Collectors.joining(", "));
  }

  /**
   * Rows are cut by the tile's rows and everything else by its columns. The columns that TSQR
   * factors are one tile, and its other tiles have at least as many rows.
   */
  private long tile(Program program, String size, Map<String, Long> lengths) {
    long rows = tile.map(Shape::rows).orElse(DEFAULT_TILE);
    long columns = tile.map(Shape::columns).orElse(DEFAULT_TILE);
    if (!program.name().startsWith("tsqr")) {
      return size.equals("m") ? rows : columns;
    }
    return switch (size) {
      case "m" -> Math.max(rows, lengths.get("n"));
      case "n" -> lengths.get("n");
      default -> columns;
    };
  }

  private Map<String, Long> parameters(Program program, Map<String, Partition> partitions) {
    Map<String, Long> values = new HashMap<>();
    for (Parameter parameter : program.parameters()) {
      Optional<Long> given = parameter.name().equals("group") ? group : chunk;
      long usual = parameter.name().equals("steps") ? STEPS : usualChunk(program, partitions);
      values.put(parameter.name(), given.orElse(usual));
    }
    return values;
  }

  private static long usualChunk(Program program, Map<String, Partition> partitions) {
    if (program.name().startsWith("lu") || program.name().equals("gesv")) {
      return Lu.chunk(partitions.get("n").tile());
    }
    if (List.of("trtri", "potri", "inverse").stream().anyMatch(program.name()::startsWith)) {
      return 1;
    }
    long all = partitions.values().stream().mapToLong(Partition::tiles).max().orElse(1);
    return program.name().equals("cholesky-chunked")
        ? CholeskyChunked.chunkFor(all)
        : Math.max(1, all);
  }

  private static Map<String, Double> scalars(Program program) {
    return program.scalars().stream().collect(Collectors.toMap(name -> name, name -> 1.0));
  }
}
