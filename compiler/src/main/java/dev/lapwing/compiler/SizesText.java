package dev.lapwing.compiler;

import dev.lapwing.lambdapack.Sizes;
import java.util.StringJoiner;
import java.util.TreeMap;

/** Sizes in words: {@code n = 5 tiles (257 by 64), chunk = 2}. */
final class SizesText {
  private SizesText() {}

  static String of(Sizes sizes) {
    StringJoiner text = new StringJoiner(", ");
    new TreeMap<>(sizes.partitions())
        .forEach(
            (name, p) ->
                text.add(
                    "%s = %d tiles (%d by %d)".formatted(name, p.tiles(), p.elements(), p.tile())));
    new TreeMap<>(sizes.parameters()).forEach((name, value) -> text.add(name + " = " + value));
    return text.toString();
  }
}
