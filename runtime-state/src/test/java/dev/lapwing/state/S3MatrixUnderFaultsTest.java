package dev.lapwing.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.state.aws.LocalBucket;
import dev.lapwing.state.contract.StoredMatrixContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole contract while every fifth exchange with S3 goes wrong in one way or another. */
@Tag("once")
class S3MatrixUnderFaultsTest extends StoredMatrixContract {
  @RegisterExtension static final LocalBucket BUCKET = new LocalBucket();

  private final Misfortunes misfortunes = new Misfortunes(7);
  private final String place = BUCKET.place();
  private final Storage storage =
      Storage.inMemory(pool, BUCKET.clients(Misfortunes.PATIENCE, misfortunes.faults()));

  @Override
  protected Storage storage() {
    return storage;
  }

  @Override
  protected String uri(String name) {
    return place + "/" + name + ".zarr";
  }

  @AfterEach
  void somethingWentWrong() {
    assertThat(misfortunes.faults().injected()).isPositive();
  }
}
