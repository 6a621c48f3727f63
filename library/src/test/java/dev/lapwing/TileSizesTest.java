package dev.lapwing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TileSizesTest {
  private static final long PAGE_OF_DOUBLES = 512;

  @Test
  void columnsOfPanelsThatAreChosenAreNotAPageApart() {
    for (long length = 1; length < 11 * 1504; length++) {
      assertThat(TileSizes.ofPanels(1536, length) % PAGE_OF_DOUBLES).as("%d", length).isNotZero();
    }
  }

  @Test
  void panelsAreNoWiderThanTheTilesThatThereAre() {
    assertThat(TileSizes.ofPanels(512, 5_632)).isEqualTo(512);
    assertThat(TileSizes.ofPanels(100, 5_632)).isEqualTo(100);
  }

  @Test
  void manyTilesStayAsTheyAre() {
    assertThat(TileSizes.ofPanels(1_000, 12_000)).isEqualTo(1_000);
  }

  @Test
  void fewTilesAreMadeSmaller() {
    assertThat(TileSizes.ofPanels(1_408, 8_192)).isEqualTo(768);
    assertThat(TileSizes.ofPanels(1_408, 5_632)).isEqualTo(544);
    assertThat(TileSizes.ofPanels(384, 2_048)).isEqualTo(256);
  }

  @Test
  void oneTaskReducesWhatHasSoManyEntriesWhateverItsShape() {
    assertThat(TileSizes.isDirect(2_048, 2_048)).isTrue();
    assertThat(TileSizes.isDirect(2_049, 2_048)).isFalse();
    assertThat(TileSizes.isDirect(1L << 22, 1)).isTrue();
    assertThat(TileSizes.isDirect(1L << 40, 1L << 40)).isFalse();
  }
}
