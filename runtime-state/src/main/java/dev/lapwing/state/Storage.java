package dev.lapwing.state;

import dev.lapwing.state.aws.AwsClients;
import dev.lapwing.state.aws.AwsPlace;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Where matrices live and where runs remember what they did. Matrices are found by URI: {@code
 * mem:NAME} in the memory of this process, {@code file:///PATH/NAME.zarr} or a plain path as a Zarr
 * array in a folder, {@code s3://BUCKET/PATH/NAME.zarr} as one in S3. The state of runs is in
 * memory, in one folder, or on AWS.
 *
 * <p>S3 is used as the environment says ({@code AWS_REGION}, {@code AWS_PROFILE}, {@code
 * AWS_ENDPOINT_URL_S3}, ...), through one client with a bounded pool of connections, which is made
 * when a matrix in S3 is first named.
 *
 * <p>Safe for use by many threads; a folder may be used by many processes of one machine, S3 by
 * any.
 */
public final class Storage implements AutoCloseable {
  private final Matrices matrices;
  private final RunState runs;
  private final AwsClients aws;

  private Storage(TilePool pool, RunState runs, AwsClients aws) {
    this.matrices = new Matrices(pool, aws);
    this.runs = runs;
    this.aws = aws;
  }

  /** Runs are remembered in the memory of this process. */
  public static Storage inMemory(TilePool pool) {
    return inMemory(pool, AwsClients.ofEnvironment());
  }

  /**
   * The same, with clients of AWS of one's own.
   *
   * @param aws what matrices in S3 are read and written with; closed with the storage
   */
  public static Storage inMemory(TilePool pool, AwsClients aws) {
    return new Storage(pool, new MemoryRunState(new SteadyClock()), aws);
  }

  /**
   * Runs are remembered in a folder, which is made if need be: other processes of this machine can
   * take part in them, and they survive the end of this process. The folder must be on a disk of
   * this machine: SQLite's locks do not hold across a network.
   */
  public static Storage inFolder(Path folder, TilePool pool) throws StoreException {
    return inFolder(folder, pool, new SteadyClock());
  }

  /**
   * As {@link #inFolder(Path, TilePool)}, with another clock than this process's. It need not be
   * right: what the processes of a folder take for the time is the time of its disk, with which
   * each compares its clock once a second.
   */
  public static Storage inFolder(Path folder, TilePool pool, InstantSource clock)
      throws StoreException {
    return new Storage(
        pool, FolderRunState.openOnDiskTime(folder, pool, clock), AwsClients.ofEnvironment());
  }

  /**
   * Runs are remembered on AWS: any number of processes on any machines take part in them. Nothing
   * is asked of AWS before it is needed.
   *
   * @throws PermanentStoreException if there are no credentials or no region
   */
  public static Storage onAws(AwsPlace place, TilePool pool) throws StoreException {
    return onAws(place, pool, AwsClients.ofEnvironment());
  }

  /**
   * The same, with clients of one's own.
   *
   * @param aws what all of AWS is used with; closed with the storage
   */
  public static Storage onAws(AwsPlace place, TilePool pool, AwsClients aws) throws StoreException {
    return onAws(place, pool, aws, new SteadyClock());
  }

  /**
   * The same, with another clock than this process's. It need not be right: what the processes of a
   * stack take for the time is the time of DynamoDB, as its answers tell it.
   */
  public static Storage onAws(AwsPlace place, TilePool pool, AwsClients aws, InstantSource clock)
      throws StoreException {
    return new Storage(pool, AwsRunState.open(place, pool, aws, clock), aws);
  }

  /**
   * Creates an unfinished matrix.
   *
   * @throws MatrixUnavailable if something is there already, or the URI is mistyped
   */
  public StoredMatrix create(String uri, MatrixLayout layout) throws StoreException {
    return matrices.create(uri, layout, false);
  }

  /**
   * Creates an unfinished matrix in the place of the one that is there, if any, whose content is
   * lost. Anything else than a matrix is left alone and refused.
   */
  public StoredMatrix replace(String uri, MatrixLayout layout) throws StoreException {
    return matrices.create(uri, layout, true);
  }

  /**
   * Creates an unfinished matrix for a place where another may be, until this one is finished and
   * {@link #publish published}. In a folder it is written beside its place; {@link
   * StoredMatrix#location} says where.
   *
   * @throws MatrixUnavailable if the place holds something else than a matrix, or the URI is
   *     mistyped
   */
  public StoredMatrix draft(String uri, MatrixLayout layout) throws StoreException {
    return draft(uri, layout, false);
  }

  /**
   * The same.
   *
   * @param replace whether a matrix goes at once that is in the way: one in memory or in S3, where
   *     nothing can be moved
   */
  public StoredMatrix draft(String uri, MatrixLayout layout, boolean replace)
      throws StoreException {
    return matrices.draft(uri, layout, replace);
  }

  /**
   * Puts a finished matrix to the place that it was drafted for; the one that is there goes. Any
   * number of processes may do that at once, and again.
   *
   * @param location where the matrix was written; one that was not drafted stays there
   * @return where the matrix is
   * @throws MatrixUnavailable if the matrix is neither there nor at its place, or is not finished
   */
  public String publish(String location) throws StoreException {
    return matrices.publish(location);
  }

  /**
   * Opens a finished matrix.
   *
   * @throws MatrixUnavailable if it is missing, unfinished, or in a form that Lapwing does not read
   */
  public StoredMatrix open(String uri) throws StoreException {
    return matrices.open(uri, false);
  }

  /** Opens a matrix to go on writing it; it may be finished. */
  public StoredMatrix reopen(String uri) throws StoreException {
    return matrices.open(uri, true);
  }

  /** Whether a matrix is there, finished or not. */
  public boolean exists(String uri) throws StoreException {
    return matrices.exists(uri);
  }

  /** Deletes a matrix, finished or not; it need not exist. */
  public void delete(String uri) throws StoreException {
    matrices.delete(uri);
  }

  /** The bytes that a matrix takes on a disk or in S3, finished or not; 0 if it is not there. */
  public long bytes(String uri) throws StoreException {
    return matrices.bytes(uri);
  }

  /**
   * What lies right in a folder of a disk or, so to speak, of a bucket, and may be a matrix.
   *
   * @return the URIs or paths of folders, whatever is in them; empty if there is no such folder
   */
  public List<String> below(String folder) throws StoreException {
    return matrices.below(folder);
  }

  /** The table of all runs. */
  public RunTable runs() {
    return runs.table();
  }

  /** The ready tasks of a run; whoever asked for it closes it, and may ask again. */
  public TaskQueue queue(String run) throws StoreException {
    return runs.queue(run);
  }

  /** The tiles of a scratch matrix of a run. */
  public TileStore scratch(String run, String matrix) throws StoreException {
    return runs.scratch(run, matrix);
  }

  /** What executors note down of a run; nothing in memory, where it would end with the process. */
  public Optional<TraceStore> traces(String run) throws StoreException {
    return runs.traces(run);
  }

  /**
   * Forgets what executors have noted down of a run.
   *
   * @return the bytes that were deleted
   */
  public long discardTraces(String run) throws StoreException {
    Optional<TraceStore> traces = traces(run);
    return traces.isPresent() ? traces.get().deleteAll() : 0;
  }

  /**
   * Forgets what a run has left behind: its scratch tiles, its messages and which of its tasks are
   * done. Its record and its trace stay. On AWS the items of the tasks stay as well until they
   * expire: nobody looks at them any more, and deleting each would cost as much as writing it.
   *
   * @return the bytes of the scratch tiles that were deleted
   */
  public long discardScratch(String run) throws StoreException {
    return runs.discardScratch(run);
  }

  /** The clients of AWS, which count what they are asked for. */
  public AwsClients aws() {
    return aws;
  }

  /**
   * Frees the matrices in memory and closes what is open. Folders and buckets keep what they hold.
   */
  @Override
  public void close() throws StoreException {
    matrices.close();
    try {
      runs.close();
    } finally {
      aws.close();
    }
  }
}
