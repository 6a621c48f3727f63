package dev.lapwing.cli;

import dev.lapwing.BigMatrix;
import dev.lapwing.QrTree;
import dev.lapwing.Run;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What the commands that factor a matrix of any shape have alike. */
final class QrOptions {
  @Option(
      names = "--q",
      paramLabel = "FILE",
      converter = MatrixPath.Converter.class,
      description = "Where Q goes.")
  private Optional<MatrixPath> q;

  @Option(
      names = "--full",
      description = "Form all of the square Q, not only the part that the factorization needs.")
  private boolean full;

  @Option(
      names = "--tree",
      paramLabel = "TREE",
      converter = TreeConverter.class,
      defaultValue = "auto",
      description =
          "How the tiles of a panel are brought into one: flat (one after the other), binary, a"
              + " number of tiles (flat in groups so long, then binary), or auto (flat, unless the"
              + " matrix is tall and narrow; the default).")
  private QrTree tree;

  Optional<Target> target(TargetOptions out, MatrixPath input) {
    return q.map(place -> Target.of(place, out.overwrites(), List.of(input)));
  }

  /** Whether Q is to be formed for somebody. */
  boolean isKept() {
    return q.isPresent();
  }

  /** Starts to form as much of Q as is wanted. */
  Run<BigMatrix> form(Supplier<Run<BigMatrix>> economy, Supplier<Run<BigMatrix>> whole) {
    return full ? whole.get() : economy.get();
  }

  /** Refuses what cannot be done, before anything is. */
  void check(FleetOptions fleet) {
    if (full && q.isEmpty()) {
      throw new BadInput("--full says how much of Q is formed; give --q FILE for where it goes");
    }
    if (q.isPresent() && fleet.detaches()) {
      throw new BadInput(
          "Q is formed by a second run, which this command begins: give no --detach, or no --q");
    }
  }

  QrTree tree() {
    return tree;
  }

  /** Reads a tree. */
  static final class TreeConverter implements ITypeConverter<QrTree> {
    @Override
    public QrTree convert(String text) {
      return switch (text) {
        case "auto" -> QrTree.automatic();
        case "flat" -> QrTree.flat();
        case "binary" -> QrTree.binary();
        default -> QrTree.groupsOf(number(text));
      };
    }

    private static long number(String text) {
      try {
        long tiles = Long.parseLong(text);
        if (tiles >= 1) {
          return tiles;
        }
      } catch (NumberFormatException e) {
        // refused below, as a number that is too small
      }
      throw new TypeConversionException(
          "'%s' is no tree; it is flat, binary, auto, or a number of tiles from 1".formatted(text));
    }
  }
}
