package dev.lapwing.executor.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.state.Tile;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Operands that hold a kernel to the order in which it may ask for tiles and give them back. */
final class CheckedOperands implements KernelLibrary.Operands {
  private final String kernel;
  private final List<List<Tile>> tiles;
  private final Tile output;
  private final Set<List<Integer>> asked = new HashSet<>();
  private final Set<List<Integer>> done = new HashSet<>();

  CheckedOperands(String kernel, List<List<Tile>> tiles, Tile output) {
    this.kernel = kernel;
    this.tiles = tiles;
    this.output = output;
  }

  @Override
  public int count(int input) {
    return tiles.get(input).size();
  }

  @Override
  public Tile tile(int input, int position) {
    if (position > 0 && tiles.get(input).get(position - 1) != output) {
      assertThat(done)
          .as("%s asks for tile %d of input %d before the last is done", kernel, position, input)
          .contains(List.of(input, position - 1));
    }
    assertThat(done).as("%s asks again", kernel).doesNotContain(List.of(input, position));
    asked.add(List.of(input, position));
    return tiles.get(input).get(position);
  }

  @Override
  public void done(int input, int position) {
    assertThat(asked).contains(List.of(input, position));
    assertThat(done.add(List.of(input, position))).as("%s is done twice", kernel).isTrue();
    assertThat(tiles.get(input).get(position))
        .as("%s gives its output back", kernel)
        .isNotSameAs(output);
  }

  /** Every tile that was asked for has been given back, save the one that is the output. */
  void requireAllDone() {
    asked.stream()
        .filter(place -> tiles.get(place.get(0)).get(place.get(1)) != output)
        .forEach(place -> assertThat(done).as("given back by %s", kernel).contains(place));
  }
}
