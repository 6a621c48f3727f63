package dev.lapwing.state;

import dev.lapwing.state.aws.AwsClients;
import dev.lapwing.state.aws.AwsPlace;
import dev.lapwing.state.aws.S3Deletions;
import dev.lapwing.state.aws.S3Objects;
import java.io.IOException;
import java.util.List;

/**
 * The scratch tiles of runs in a bucket: {@code PREFIX/runs/RUN/MATRIX/1/3/2.tile}. A tile may be
 * written again, with the same bytes. A writer that wakes up when its run has been discarded leaves
 * a tile behind, which the bucket's lifecycle rule deletes. Tiles that are deleted go a moment
 * later, those of all matrices and runs together. Their traces are beside them, {@code
 * PREFIX/traces/RUN/EXECUTOR-0001.jsonl.gz}.
 */
final class BucketScratch implements AutoCloseable {
  private static final String RUNS = "runs";
  private static final String TRACES = "traces";

  private final AwsClients aws;
  private final AwsPlace place;
  private final TilePool pool;
  private final S3Deletions deletions;

  BucketScratch(AwsClients aws, AwsPlace place, TilePool pool) {
    this.aws = aws;
    this.place = place;
    this.pool = pool;
    this.deletions = aws.deletions(place.bucket());
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

  /** Deletes what is left to delete. */
  @Override
  public void close() throws StoreException {
    deletions.close();
  }

  /** The trace of a run, which stays when its scratch tiles go. */
  TraceStore trace(String run) throws StoreException {
    S3Objects objects = objects(TRACES, run);
    return new ObjectTraces(objects, new BucketShelf(objects));
  }

  private S3Objects objects(String run) throws StoreException {
    return objects(RUNS, run).deletedLater(deletions);
  }

  private S3Objects objects(String kind, String run) throws StoreException {
    String kinds = place.prefix().isEmpty() ? kind : place.prefix() + "/" + kind;
    return aws.objects(place.bucket(), kinds + "/" + ScratchName.checked(run));
  }

  private record BucketShelf(S3Objects objects) implements ObjectTraces.Shelf {
    @Override
    public List<String> names() throws IOException {
      return objects.keys();
    }

    @Override
    public long deleteAll() throws IOException {
      return objects.deleteAll("");
    }
  }
}
