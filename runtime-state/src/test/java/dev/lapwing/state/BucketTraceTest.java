package dev.lapwing.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.state.aws.AwsClients;
import dev.lapwing.state.aws.AwsPlace;
import dev.lapwing.state.aws.LocalBucket;
import dev.lapwing.state.contract.TraceStoreContract;
import dev.lapwing.testing.WireFaults;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("endpoint")
class BucketTraceTest extends TraceStoreContract {
  @RegisterExtension static final LocalBucket BUCKET = new LocalBucket();

  private final TilePool pool = TilePool.create(1 << 20);
  private final AwsClients aws = BUCKET.clients(WireFaults.none());
  private final AwsClients others = BUCKET.clients(WireFaults.none());
  private final AwsPlace place =
      new AwsPlace(
          LocalBucket.NAME, UUID.randomUUID().toString(), "table", "queue-", Optional.empty());

  @AfterEach
  void close() throws Exception {
    aws.close();
    others.close();
    pool.close();
  }

  @Override
  protected TraceStore trace(String run) throws Exception {
    return new BucketScratch(aws, place, pool).trace(run);
  }

  @Override
  protected TraceStore traceElsewhere(String run) throws Exception {
    return new BucketScratch(others, place, pool).trace(run);
  }

  @Test
  void aTraceIsBesideTheScratchTilesAndOutlivesThem() throws Exception {
    trace("RUN1").write("a-0001.jsonl.gz", new byte[5]);
    new BucketScratch(aws, place, pool).discard("RUN1");
    assertThat(trace("RUN1").location())
        .isEqualTo("s3://%s/%s/traces/RUN1/".formatted(LocalBucket.NAME, place.prefix()));
    assertThat(trace("RUN1").names()).containsExactly("a-0001.jsonl.gz");
  }

  @Test
  void aChunkIsOneRequest() throws Exception {
    trace("RUN1").write("a-0001.jsonl.gz", new byte[5]);
    assertThat(aws.counters().of("S3").requests()).isEqualTo(1);
  }
}
