package dev.lapwing.testing;

import java.net.URI;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import scala.Option;

/**
 * An SQS service in this JVM, on a port of 127.0.0.1: ElasticMQ with the limits of AWS. It takes
 * any credentials, and its queues have ARNs of region {@code elasticmq} and account {@code
 * 000000000000}.
 *
 * <p>It has no queues at first. Where it is more lenient than AWS: a receipt stays valid when its
 * lease has ended, until somebody receives the message again.
 */
public final class LocalSqs implements AutoCloseable {
  private final ActorSystem system;
  private final SQSRestServer server;
  private final URI endpoint;

  private LocalSqs(ActorSystem system, SQSRestServer server, URI endpoint) {
    this.system = system;
    this.server = server;
    this.endpoint = endpoint;
  }

  /** Starts it; when this returns it answers. */
  public static LocalSqs start() {
    return start(InstantSource.system());
  }

  /**
   * Starts it with a clock that says when leases end. The clock may run ahead of the machine's, not
   * behind it. Waiting receivers notice only the machine's time, and {@code GetQueueAttributes}
   * counts by it.
   */
  public static LocalSqs start(InstantSource clock) {
    var system = ActorSystem.create("lapwing-sqs-" + System.nanoTime());
    ActorRef queues =
        system.actorOf(
            Props.create(
                QueueManagerActor.class,
                () ->
                    new QueueManagerActor(
                        new Now(clock), StrictSQSLimits$.MODULE$, Option.empty())));
    SQSRestServer server =
        SQSRestServerBuilder.withActorSystem(system)
            .withQueueManagerActor(queues)
            .withInterface("127.0.0.1")
            .withDynamicPort()
            .start();
    int port = server.waitUntilStarted().localAddress().getPort();
    return new LocalSqs(system, server, URI.create("http://127.0.0.1:" + port));
  }

  /** Where it answers. */
  public URI endpoint() {
    return endpoint;
  }

  /** The ARN of a queue. */
  public String arn(String queue) {
    return "arn:aws:sqs:elasticmq:000000000000:" + queue;
  }

  @Override
  public void close() {
    server.stopAndWait();
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
  }

  /** ElasticMQ's clock. */
  private static final class Now extends NowProvider {
    private final InstantSource clock;

    Now(InstantSource clock) {
      this.clock = clock;
    }

    @Override
    public long nowMillis() {
      return clock.millis();
    }

    @Override
    public OffsetDateTime now() {
      return clock.instant().atOffset(ZoneOffset.UTC);
    }
  }
}
