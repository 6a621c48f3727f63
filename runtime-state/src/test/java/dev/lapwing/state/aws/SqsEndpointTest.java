package dev.lapwing.state.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.state.TaskQueue;
import dev.lapwing.state.TaskQueue.Depth;
import dev.lapwing.state.contract.TaskQueueContract;
import dev.lapwing.testing.AwsServices;
import dev.lapwing.testing.Eventually;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/**
 * The queue in a service whose clock nobody owns, so that leases end when their time is over. In
 * this JVM {@link SqsTaskQueueTest} promises the same in less time.
 */
@Tag("foreign")
class SqsEndpointTest extends TaskQueueContract {
  private final AwsServices services = AwsServices.find();
  private final SqsWorld world = SqsWorld.at(services.sqs());
  private final SqsTaskQueue queue = world.open();

  @BeforeEach
  void prepare() throws Exception {
    queue.prepare();
  }

  @AfterEach
  void closeWorld() {
    world.close();
    services.close();
  }

  @Override
  protected TaskQueue queue() {
    return queue;
  }

  @Override
  protected TaskQueue reopened() {
    return world.open();
  }

  @Override
  protected void advance(Duration duration) {
    try {
      queue.flush();
      long end = System.nanoTime() + duration.toNanos();
      Eventually.until("so much time is over", () -> System.nanoTime() >= end);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Override
  protected Duration lease() {
    return Duration.ofSeconds(6);
  }

  @Override
  protected boolean receiptsAreExact() {
    return false;
  }

  @Override
  protected int repetitions() {
    return 8;
  }

  /** What a service counts is approximate, and late by a moment. */
  @Override
  protected void assertDepth(TaskQueue counted, Depth expected) throws Exception {
    Eventually.until("the depth is " + expected, () -> counted.depth().equals(expected));
    assertThat(counted.depth()).isEqualTo(expected);
  }
}
