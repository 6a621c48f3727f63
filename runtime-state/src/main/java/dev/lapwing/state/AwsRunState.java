package dev.lapwing.state;

import dev.lapwing.state.aws.AwsClients;
import dev.lapwing.state.aws.AwsPlace;
import dev.lapwing.state.aws.AwsRuns;
import java.time.InstantSource;
import java.util.Optional;

/** The state of runs on AWS: a table in DynamoDB, queues in SQS, scratch tiles and traces in S3. */
final class AwsRunState implements RunState {
  private final AwsRuns runs;
  private final BucketScratch scratch;

  private AwsRunState(AwsRuns runs, BucketScratch scratch) {
    this.runs = runs;
    this.scratch = scratch;
  }

  /**
   * The state of the runs of a stack.
   *
   * @param aws whose clients are used, and not closed
   * @param clock the clock of this process
   */
  static AwsRunState open(AwsPlace place, TilePool pool, AwsClients aws, InstantSource clock)
      throws StoreException {
    return new AwsRunState(AwsRuns.of(place, aws, clock), new BucketScratch(aws, place, pool));
  }

  @Override
  public RunTable table() {
    return runs.table();
  }

  @Override
  public TaskQueue queue(String run) {
    return runs.queue(run);
  }

  @Override
  public TileStore scratch(String run, String matrix) throws StoreException {
    return scratch.tiles(run, matrix);
  }

  @Override
  public Optional<TraceStore> traces(String run) throws StoreException {
    return Optional.of(scratch.trace(run));
  }

  /** The items of the run's tasks expire by themselves, which costs nothing. */
  @Override
  public long discardScratch(String run) throws StoreException {
    runs.deleteQueues(run);
    return scratch.discard(run);
  }

  @Override
  public void close() throws StoreException {
    runs.close();
    scratch.close();
  }
}
