package dev.lapwing.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.state.TaskQueue;
import dev.lapwing.state.TaskQueue.Delivery;
import dev.lapwing.state.TaskQueue.TaskMessage;
import dev.lapwing.state.contract.OwnedClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A lease of nine seconds, under a clock that the test owns. */
class LeaseTest {
  private static final Duration LENGTH = Duration.ofSeconds(9);

  private final OwnedClock clock = new OwnedClock();
  private final TaskQueue queue = TaskQueue.inMemory(clock);

  @Test
  void aLeaseThatIsRenewedLastsAsLongAsTheWork() throws Exception {
    Lease lease = received();
    for (int second = 0; second < 100; second++) {
      clock.advance(Duration.ofSeconds(1));
      lease.renewIfDue(clock.instant());
      assertThat(queue.receive(1, LENGTH, Duration.ZERO)).isEmpty();
    }
    assertThat(lease.isLost()).isFalse();
  }

  @Test
  void aLeaseThatIsRenewedTooLateIsLost() throws Exception {
    Lease lease = received();
    clock.advance(LENGTH.plusMillis(1));
    lease.renewIfDue(clock.instant());
    assertThat(lease.isLost()).isTrue();
  }

  @Test
  void aMessageThatWasGivenBackIsNotRenewed() throws Exception {
    Lease lease = received();
    lease.giveBack(Duration.ofSeconds(4));
    clock.advance(Duration.ofSeconds(4));
    lease.renewIfDue(clock.instant());
    assertThat(queue.receive(1, LENGTH, Duration.ZERO)).hasSize(1);
  }

  @Test
  void aLeaseIsNeverRenewedBeyondTheLifeOfItsHolder() throws Exception {
    Lease lease = received(new Stay(WorkLimits.unlimited().withLife(LENGTH), clock));
    clock.advance(Duration.ofSeconds(6));
    lease.renewIfDue(clock.instant());
    clock.advance(Duration.ofSeconds(3).minusMillis(1));
    assertThat(queue.receive(1, LENGTH, Duration.ZERO)).isEmpty();
    lease.renewIfDue(clock.instant());
    clock.advance(Duration.ofMillis(1));
    lease.renewIfDue(clock.instant());
    assertThat(queue.receive(1, LENGTH, Duration.ZERO)).hasSize(1);
  }

  @Test
  void aDeletedMessageDoesNotReturn() throws Exception {
    Lease lease = received();
    lease.delete();
    clock.advance(LENGTH.multipliedBy(2));
    assertThat(queue.receive(1, LENGTH, Duration.ZERO)).isEmpty();
  }

  @Test
  void leasesAreRenewedTogetherAndEachLearnsItsOwn() throws Exception {
    Lease first = received();
    Lease second = received();
    Lease ended = received();
    ended.delete();
    queue.renew(second.delivery(), Duration.ZERO);
    queue.receive(1, LENGTH, Duration.ZERO);
    clock.advance(Duration.ofSeconds(4));
    LeaseRenewal.renewDue(queue, List.of(first, second, ended), LENGTH, clock.instant());
    assertThat(first.isLost()).isFalse();
    assertThat(second.isLost()).isTrue();
    clock.advance(LENGTH.minusMillis(1));
    assertThat(queue.receive(3, LENGTH, Duration.ZERO)).hasSize(1);
    assertThat(queue.renew(first.delivery(), LENGTH)).isTrue();
  }

  private Lease received() throws Exception {
    return received(Stay.toTheEnd(clock));
  }

  private Lease received(Stay stay) throws Exception {
    queue.send(List.of(new TaskMessage(7, 1)));
    Delivery delivery = queue.receive(1, LENGTH, Duration.ZERO).get(0);
    return new Lease(queue, delivery, LENGTH, clock.instant(), stay);
  }
}
