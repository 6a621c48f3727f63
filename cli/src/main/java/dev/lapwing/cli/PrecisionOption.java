package dev.lapwing.cli;

import dev.lapwing.state.Precision;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the word for a precision: {@code float32}. */
final class PrecisionOption {
  private PrecisionOption() {}

  /** From a word to the precision. */
  static final class Converter implements ITypeConverter<Precision> {
    @Override
    public Precision convert(String text) {
      return Precision.labelled(text)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'%s' is no type of entries; write %s".formatted(text, Precision.labels())));
    }
  }

  /** The words, for completion. */
  static final class Words implements Iterable<String> {
    @Override
    public java.util.Iterator<String> iterator() {
      return Stream.of(Precision.values()).map(Precision::label).iterator();
    }
  }

  /** The bytes of an entry, if nothing else was said those of a double. */
  static int bytes(Optional<Precision> precision) {
    return precision.orElse(Precision.FLOAT64).bytes();
  }
}
