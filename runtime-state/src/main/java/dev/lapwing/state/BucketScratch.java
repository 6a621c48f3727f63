package dev.lapwing.state;

import dev.lapwing.state.aws.AwsClients;
import dev.lapwing.state.aws.AwsPlace;
import dev.lapwing.state.aws.S3Objects;
import java.io.IOException;

/**
 * The scratch tiles of runs in a bucket: {@code PREFIX/runs/RUN/MATRIX/1/3/2.tile}. A tile may be
 * written again, with the same bytes. A writer that wakes up when its run has been discarded leaves
 * a tile behind, which the bucket's lifecycle rule deletes.
 */
final class BucketScratch {
  private static final String RUNS = "runs";

  private final AwsClients aws;
  private final AwsPlace place;
  private final TilePool pool;

  BucketScratch(AwsClients aws, AwsPlace place, TilePool pool) {
    this.aws = aws;
    this.place = place;
    this.pool = pool;
  }

  /** The tiles of a scratch matrix. */
  TileStore tiles(String run, String matrix) throws StoreException {
    return new ObjectTileStore(objects(run), ScratchName.checked(matrix), pool);
  }

  /**
   * Deletes the tiles of all scratch matrices of a run.
   *
   * @return their bytes
   */
  long discard(String run) throws StoreException {
    S3Objects objects = objects(run);
    try {
      return objects.deleteAll("");
    } catch (IOException e) {
      throw StoreFailures.of("Deleting " + objects.locate(""), e);
    }
  }

  private S3Objects objects(String run) throws StoreException {
    String runs = place.prefix().isEmpty() ? RUNS : place.prefix() + "/" + RUNS;
    return aws.objects(place.bucket(), runs + "/" + ScratchName.checked(run));
  }
}
