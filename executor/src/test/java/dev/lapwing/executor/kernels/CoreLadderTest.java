package dev.lapwing.executor.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoreLadderTest {
  private final List<String> selected = new ArrayList<>();

  @Test
  void theFirstTypeIsTakenIfItComputesCorrectly() {
    var ladder = new CoreLadder(selected::add, List::of);
    assertThat(ladder.descend(List.of("SkylakeX", "Haswell"))).contains("SkylakeX");
    assertThat(selected).containsExactly("SkylakeX");
  }

  @Test
  void aTypeThatComputesWronglyGivesWayToTheNext() {
    var ladder = new CoreLadder(selected::add, () -> wrongAs("SkylakeX"));
    assertThat(ladder.descend(List.of("SkylakeX", "Haswell", "Nehalem"))).contains("Haswell");
    assertThat(selected).containsExactly("SkylakeX", "Haswell");
  }

  @Test
  void aTypeThatCannotBeSelectedIsNotTested() {
    var ladder = new CoreLadder(type -> false, () -> wrongAs("any"));
    assertThat(ladder.descend(List.of("SkylakeX", "Haswell"))).isEmpty();
  }

  @Test
  void thereIsNoneIfAllComputeWrongly() {
    var ladder = new CoreLadder(selected::add, () -> List.of("gemm 1 x 1 x 1"));
    assertThat(ladder.descend(List.of("SkylakeX", "Haswell"))).isEmpty();
  }

  private List<String> wrongAs(String type) {
    boolean wrong = selected.get(selected.size() - 1).equals(type);
    return wrong ? List.of("gemm 8 x 8 x 8") : List.of();
  }
}
