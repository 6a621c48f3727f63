package dev.lapwing.compiler;

import dev.lapwing.lambdapack.Sizes;
import java.util.List;

/** A promise that a program breaks, with a counter-example. */
public sealed interface Violation {

  /** What is wrong, where, at which sizes, and what would be right. */
  String message();

  /** Whether the program computes what it should all the same. */
  default boolean isWarning() {
    return false;
  }

  /** The program makes no sense at any size. */
  record Malformed(String where, String what) implements Violation {
    @Override
    public String message() {
      return where + ": " + what;
    }
  }

  /** Two tasks, or one task twice, write a tile. */
  record WrittenTwice(TileAddress tile, String first, String second, Sizes sizes)
      implements Violation {
    @Override
    public String message() {
      return "tile %s is written by %s and again by %s, at %s; every tile is written once: use a version matrix"
          .formatted(tile, first, second, text(sizes));
    }
  }

  /** A task reads a tile that no task writes. */
  record NeverWritten(TileAddress tile, String reader, Sizes sizes) implements Violation {
    @Override
    public String message() {
      return "tile %s is read by %s but nobody writes it, at %s; bound the index or guard the read"
          .formatted(tile, reader, text(sizes));
    }
  }

  /** A task reads a tile that a later task writes, or its own. */
  record ReadBeforeWritten(TileAddress tile, String reader, String writer, Sizes sizes)
      implements Violation {
    @Override
    public String message() {
      return "tile %s is read by %s before %s writes it, at %s; exchange the statements"
          .formatted(tile, reader, writer, text(sizes));
    }
  }

  /** A tile of an output matrix has no writer. */
  record OutputNotWritten(TileAddress tile, Sizes sizes) implements Violation {
    @Override
    public String message() {
      return "tile %s of an output is never written, at %s; write it, or declare the matrix lower or upper triangular"
          .formatted(tile, text(sizes));
    }
  }

  /** A tile of a scratch matrix is written but nobody reads it. */
  record WrittenInVain(TileAddress tile, String writer, Sizes sizes) implements Violation {
    @Override
    public String message() {
      return "tile %s is written by %s but nobody reads it, at %s"
          .formatted(tile, writer, text(sizes));
    }

    @Override
    public boolean isWarning() {
      return true;
    }
  }

  /** A task reads or writes a tile that its matrix does not have. */
  record OutOfBounds(TileAddress tile, List<Long> extents, String task, Sizes sizes)
      implements Violation {
    public OutOfBounds {
      extents = List.copyOf(extents);
    }

    @Override
    public String message() {
      return "%s uses tile %s, outside the extents %s, at %s"
          .formatted(task, tile, extents, text(sizes));
    }
  }

  /** A task writes a tile of an input, or a version 0. */
  record InputWritten(TileAddress tile, String writer, Sizes sizes) implements Violation {
    @Override
    public String message() {
      return "%s writes tile %s, which is an input (version 0 of a version matrix is its base), at %s"
          .formatted(writer, tile, text(sizes));
    }
  }

  /** A letter of a kernel call stands for two different lengths. */
  record ShapesDisagree(char letter, String task, long first, long second, Sizes sizes)
      implements Violation {
    @Override
    public String message() {
      return "%s: dimension %s is %d in one operand and %d in another, at %s"
          .formatted(task, letter, first, second, text(sizes));
    }
  }

  /** Two ranges of one call have different numbers of tiles. */
  record RangesDisagree(String task, long first, long second, Sizes sizes) implements Violation {
    @Override
    public String message() {
      return "%s: one range has %d tiles and another %d, at %s"
          .formatted(task, first, second, text(sizes));
    }
  }

  /** An index expression has no value. */
  record NotEvaluable(String where, String reason, Sizes sizes) implements Violation {
    @Override
    public String message() {
      return "%s: %s, at %s".formatted(where, reason, text(sizes));
    }
  }

  private static String text(Sizes sizes) {
    return SizesText.of(sizes);
  }
}
