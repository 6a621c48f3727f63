package dev.lapwing.state.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.testing.AwsEnvironment;
import dev.lapwing.testing.WireFault;
import dev.lapwing.testing.WireFaults;
import dev.lapwing.testing.WireRequests;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/**
 * The whole contract while every fifth exchange with SQS goes wrong in one way or another. An
 * answer is lost only where that changes nothing: otherwise a message is sent twice, or under a
 * lease that nobody knows of, which {@link SqsFaultsTest} is about.
 */
@Tag("once")
class SqsTaskQueueUnderFaultsTest extends SqsContract {
  private static final WireFaults FAULTS =
      Clients.misfortunes(6)
          .sparing(
              WireRequests.operation("SendMessageBatch")
                  .or(WireRequests.operation("ReceiveMessage"))
                  .or(WireRequests.operation("ChangeMessageVisibilityBatch")),
              WireFault.ANSWER_LOST,
              WireFault.TRUNCATED);

  private static AwsEnvironment environment;
  private static AwsClients clients;

  @BeforeAll
  static void makeClients() {
    environment = AwsEnvironment.start().service("Sqs", service.endpoint());
    clients = Clients.with(FAULTS);
  }

  @AfterAll
  static void muchWentWrong() throws Exception {
    clients.close();
    environment.close();
    assertThat(FAULTS.injected()).isGreaterThan(100);
  }

  @Override
  SqsTaskQueue open(SqsWorld world) throws Exception {
    return world.open(clients.sqs());
  }
}
