package dev.lapwing.state.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.state.TaskQueue.Delivery;
import dev.lapwing.state.TaskQueue.Depth;
import dev.lapwing.state.TaskQueue.TaskMessage;
import dev.lapwing.testing.LocalSqs;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.sqs.model.Message;

/** Whoever may send to a queue can write anything into it. */
@Tag("once")
class SqsForeignMessagesTest {
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static LocalSqs service;

  private SqsWorld world;
  private SqsTaskQueue queue;

  @BeforeAll
  static void startService() {
    service = LocalSqs.start();
  }

  @AfterAll
  static void stopService() {
    service.close();
  }

  @BeforeEach
  void open() throws Exception {
    world = SqsWorld.of(service);
    queue = world.open();
    queue.prepare();
  }

  @AfterEach
  void close() throws Exception {
    queue.close();
    world.close();
  }

  static List<String> foreignTexts() {
    return List.of(
        "hello",
        " ",
        "{\"Records\":[{\"eventSource\":\"aws:s3\"}]}",
        "lapwing/1 " + SqsWorld.RUN,
        "lapwing/1 " + SqsWorld.RUN + " 12 0.5 more",
        "lapwing/1 " + SqsWorld.RUN + " twelve 0.5",
        "lapwing/1 " + SqsWorld.RUN + " 12 NaN",
        "lapwing/1 " + SqsWorld.RUN + " 99999999999999999999 0.5",
        "lapwing/2 " + SqsWorld.RUN + " 12 0.5",
        "lapwing/1 01HZZZZZZZZZZZZZZZZZZZZZZ2 12 0.5",
        "lapwing/1 ../../etc/passwd 12 0.5",
        "x".repeat(200_000),
        "lapwing/1 " + SqsWorld.RUN + " " + "1".repeat(200_000) + " 0.5");
  }

  @ParameterizedTest
  @MethodSource("foreignTexts")
  void whatIsNotATaskOfThisRunGoesToTheDeadLettersAndNobodySeesIt(String text) throws Exception {
    sendAsAnybody(text);
    queue.send(List.of(new TaskMessage(7, 1)));
    List<Delivery> received = queue.receive(10, LEASE, Duration.ZERO);
    assertThat(received).extracting(each -> each.message().task()).containsExactly(7L);
    queue.delete(received.get(0));
    assertThat(queue.depth()).isEqualTo(new Depth(0, 0));
    List<Message> dead = world.dead();
    assertThat(dead).extracting(Message::body).containsExactly(text);
    assertThat(dead.get(0).messageAttributes().get("lapwing.reason").stringValue()).isNotBlank();
    assertThat(dead.get(0).messageAttributes().get("lapwing.queue").stringValue())
        .isEqualTo(world.name(0));
    assertThat(dead.get(0).messageAttributes().get("lapwing.message").stringValue()).isNotBlank();
  }

  @Test
  void aReceiverThatWaitsIsNotWokenByThem() throws Exception {
    sendAsAnybody("hello");
    assertThat(queue.receive(1, LEASE, Duration.ofMillis(500))).isEmpty();
  }

  @Test
  void aRejectedTaskIsKeptWithTheReason() throws Exception {
    queue.send(List.of(new TaskMessage(7, 0.5)));
    Delivery delivery = queue.receive(1, LEASE, Duration.ZERO).get(0);
    queue.reject(delivery, "given out 11 times");
    assertThat(queue.depth()).isEqualTo(new Depth(0, 0));
    Message dead = world.dead().get(0);
    assertThat(TaskBody.decode(SqsWorld.RUN, dead.body())).isEqualTo(new TaskMessage(7, 0.5));
    assertThat(dead.messageAttributes().get("lapwing.reason").stringValue())
        .isEqualTo("given out 11 times");
  }

  @Test
  void whatIsNeverDeletedGoesToTheDeadLettersInTheEnd() throws Exception {
    queue.send(List.of(new TaskMessage(7, 0.5)));
    int deliveries = 0;
    List<Delivery> received = queue.receive(1, LEASE, Duration.ZERO);
    while (!received.isEmpty()) {
      deliveries++;
      queue.renew(received.get(0), Duration.ZERO);
      received = queue.receive(1, LEASE, Duration.ZERO);
    }
    assertThat(deliveries).isEqualTo(100);
    assertThat(world.dead()).hasSize(1);
  }

  private void sendAsAnybody(String text) {
    String url = world.url(world.name(0));
    world.sqs().sendMessage(request -> request.queueUrl(url).messageBody(text));
  }
}
