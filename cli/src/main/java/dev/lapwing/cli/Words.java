package dev.lapwing.cli;

import dev.lapwing.PcaMethod;
import dev.lapwing.lambdapack.Axis;
import dev.lapwing.lambdapack.EntryFunction;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How plain words of a command line are understood, and refused in plain words. */
final class Words {
  private Words() {}

  /** Teaches a command and all below it. */
  static void teach(CommandLine command) {
    command
        .registerConverter(GenerateCommand.Kind.class, oneOf(GenerateCommand.Kind.values()))
        .registerConverter(SolveCommand.Kind.class, oneOf(SolveCommand.Kind.values()))
        .registerConverter(Claim.class, oneOf(Claim.values()))
        .registerConverter(InvCommand.Kind.class, oneOf(InvCommand.Kind.values()))
        .registerConverter(EntryFunction.class, oneOf(EntryFunction.values()))
        .registerConverter(CombineCommand.Operator.class, oneOf(CombineCommand.Operator.values()))
        .registerConverter(ReduceCommand.Kind.class, oneOf(ReduceCommand.Kind.values()))
        .registerConverter(NormCommand.Kind.class, oneOf(NormCommand.Kind.values()))
        .registerConverter(PcaMethod.class, oneOf(PcaMethod.values()))
        .registerConverter(Axis.class, oneOf(Axis.values()))
        .registerConverter(Integer.class, number("a whole number", Integer::valueOf))
        .registerConverter(int.class, number("a whole number", Integer::valueOf))
        .registerConverter(Long.class, number("a whole number", Long::valueOf))
        .registerConverter(long.class, number("a whole number", Long::valueOf))
        .registerConverter(double.class, number("a number", Double::valueOf));
  }

  private static <E extends Enum<E>> ITypeConverter<E> oneOf(E[] values) {
    List<String> words = Arrays.stream(values).map(E::toString).toList();
    return word ->
        Arrays.stream(values)
            .filter(value -> value.toString().equalsIgnoreCase(word))
            .findFirst()
            .orElseThrow(
                () ->
                    new TypeConversionException(
                        "'%s' is none of %s%s"
                            .formatted(
                                word, String.join(", ", words), NearMatch.question(word, words))));
  }

  private static <N> ITypeConverter<N> number(String what, ITypeConverter<N> parser) {
    return word -> {
      try {
        return parser.convert(word);
      } catch (NumberFormatException e) {
        throw new TypeConversionException("'" + word + "' is not " + what);
      }
    };
  }
}
