package dev.lapwing.cli;

import dev.lapwing.lambdapack.algorithm.Algorithm;
import dev.lapwing.lambdapack.algorithm.Algorithms;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a program that ships with Lapwing. */
final class ProgramName implements ITypeConverter<Algorithm> {

  @Override
  public Algorithm convert(String name) {
    List<String> names = Algorithms.all().stream().map(Algorithm::name).toList();
    if (!names.contains(name)) {
      throw new TypeConversionException(
          "there is no program '%s'%s"
              .formatted(
                  name,
                  NearMatch.of(name, names)
                      .map(meant -> "; did you mean " + meant + "?")
                      .orElse("; there are " + String.join(", ", names))));
    }
    return Algorithms.named(name);
  }

  /** All names there are, for shells to complete. */
  static final class All implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Algorithms.all().stream().map(Algorithm::name).iterator();
    }
  }
}
