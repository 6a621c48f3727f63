package dev.lapwing.state.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.state.TaskQueue;
import dev.lapwing.state.TaskQueue.Depth;
import dev.lapwing.state.contract.AheadClock;
import dev.lapwing.state.contract.TaskQueueContract;
import dev.lapwing.testing.LocalSqs;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The contract of a queue on an SQS whose time is the test's. */
abstract class SqsContract extends TaskQueueContract {
  private static final AheadClock CLOCK = new AheadClock();
  static LocalSqs service;

  SqsWorld world;
  SqsTaskQueue queue;

  /** The queue of the run of a world. */
  abstract SqsTaskQueue open(SqsWorld world) throws Exception;

  @BeforeAll
  static void startService() {
    service = LocalSqs.start(CLOCK);
  }

  @AfterAll
  static void stopService() {
    service.close();
  }

  @BeforeEach
  void open() throws Exception {
    world = SqsWorld.of(service);
    queue = open(world);
    queue.prepare();
  }

  @AfterEach
  void closeWorld() {
    world.close();
  }

  @Override
  protected TaskQueue queue() {
    return queue;
  }

  @Override
  protected TaskQueue reopened() throws Exception {
    return open(world);
  }

  /** What is to be deleted is deleted long before so much time has passed. */
  @Override
  protected void advance(Duration duration) {
    try {
      queue.flush();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    CLOCK.advance(duration);
  }

  /** Each takes some milliseconds here. */
  @Override
  protected int repetitions() {
    return 24;
  }

  /** ElasticMQ counts by the machine's clock, so that leases look longer than they are. */
  @Override
  protected void assertDepth(TaskQueue counted, Depth expected) throws Exception {
    Depth depth = counted.depth();
    assertThat(depth.waiting() + depth.leased()).isEqualTo(expected.waiting() + expected.leased());
    assertThat(depth.leased()).isGreaterThanOrEqualTo(expected.leased());
  }
}
