package dev.lapwing.state.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.state.PermanentStoreException;
import dev.lapwing.state.StoreException;
import dev.lapwing.testing.Eventually;
import dev.lapwing.testing.WireFault;
import dev.lapwing.testing.WireFaults;
import dev.lapwing.testing.WireRequests;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.regions.Region;

/** Deletions for which nobody waits. */
class S3DeletionsTest {
  @RegisterExtension static final LocalBucket BUCKET = new LocalBucket();

  private static final String IN_BUCKET = "s3://%s/".formatted(LocalBucket.NAME);
  private static final Duration HOUR = Duration.ofHours(1);

  private final String prefix = BUCKET.place().substring(IN_BUCKET.length());
  private final WireFaults faults =
      WireFaults.always(WireRequests.method(SdkHttpMethod.POST), WireFault.UNAVAILABLE);
  private PartlyFailing partly;
  private AwsClients aws;

  @BeforeEach
  void open() throws Exception {
    partly = new PartlyFailing(BUCKET.s3(), LocalBucket.NAME);
    aws = new AwsClients(LocalBucket.PATIENCE, partly::inFrontOf);
  }

  @AfterEach
  void close() throws Exception {
    aws.close();
  }

  @Test
  void whatIsDeletedStaysUntilItIsFlushedAndGoesInOneRequest() throws Exception {
    try (S3Deletions deletions = deletions(aws, 1000, HOUR)) {
      List<String> keys = delete(aws, deletions, 25);
      assertThat(left()).containsExactlyInAnyOrderElementsOf(keys);
      assertThat(requests(aws)).isZero();
      later(aws, deletions).settle();
      assertThat(left()).isEmpty();
      assertThat(requests(aws)).isEqualTo(1);
      assertThat(aws.counters().of("S3", "DeleteObject").calls()).isZero();
      deletions.flush();
      assertThat(requests(aws)).isEqualTo(1);
    }
  }

  @Test
  void asManyAsFitIntoARequestGoAtOnce() throws Exception {
    try (S3Deletions deletions = deletions(aws, 10, HOUR)) {
      List<String> keys = delete(aws, deletions, 9);
      assertThat(requests(aws)).isZero();
      assertThat(left()).hasSameSizeAs(keys);
      deletions.add(prefix + "/another");
      Eventually.until("ten are deleted", () -> left().isEmpty());
      assertThat(requests(aws)).isEqualTo(1);
    }
  }

  @Test
  void nobodyWaitsForOthersForEver() throws Exception {
    try (S3Deletions deletions = deletions(aws, 1000, Duration.ofMillis(5))) {
      assertThat(delete(aws, deletions, 1)).hasSize(1);
      Eventually.until("it is deleted", () -> left().isEmpty());
    }
  }

  @Test
  void whoeverClosesDeletesWhatIsLeftAndLaterDeletionsHappenAtOnce() throws Exception {
    S3Deletions deletions = deletions(aws, 1000, HOUR);
    assertThat(delete(aws, deletions, 3)).hasSize(3);
    deletions.close();
    assertThat(left()).isEmpty();
    assertThat(delete(aws, deletions, 3)).hasSize(3);
    assertThat(left()).isEmpty();
  }

  @Test
  void whatGoesWithAllItsKindIsNotDeletedTwice() throws Exception {
    try (S3Deletions deletions = deletions(aws, 1000, HOUR)) {
      assertThat(delete(aws, deletions, 3)).hasSize(3);
      assertThat(later(aws, deletions).deleteAll("")).isEqualTo(24);
      deletions.flush();
      assertThat(requests(aws)).isEqualTo(1);
    }
  }

  @Test
  void whatSomeOfManyMeetIsMendedByAskingForThemAgain() throws Exception {
    try (S3Deletions deletions = deletions(aws, 1000, HOUR)) {
      List<String> keys = delete(aws, deletions, 5);
      partly.fails("InternalError", keys.get(1), keys.get(3));
      partly.fails("SlowDown", keys.get(3));
      deletions.flush();
      assertThat(left()).isEmpty();
      assertThat(requests(aws)).isEqualTo(3);
    }
  }

  @Test
  void whatSomeOfManyAlwaysMeetIsNamedAndTriedAgainLater() throws Exception {
    try (S3Deletions deletions = deletions(aws, 1000, HOUR)) {
      List<String> keys = delete(aws, deletions, 5);
      for (int attempt = 0; attempt < 5; attempt++) {
        partly.fails("InternalError", keys.get(2));
      }
      assertThatThrownBy(deletions::flush)
          .isExactlyInstanceOf(StoreException.class)
          .hasMessageContainingAll("1 of 5", IN_BUCKET + keys.get(2), "InternalError");
      assertThat(left()).containsExactly(keys.get(2));
      deletions.flush();
      assertThat(left()).isEmpty();
    }
  }

  @Test
  void whatIsDeniedSaysWhatToAllow() throws Exception {
    try (S3Deletions deletions = deletions(aws, 1000, HOUR)) {
      List<String> keys = delete(aws, deletions, 5);
      partly.fails("AccessDenied", keys.get(4));
      assertThatThrownBy(deletions::flush)
          .isInstanceOf(PermanentStoreException.class)
          .hasMessageContainingAll(keys.get(4), "Allow s3:DeleteObject");
      assertThat(requests(aws)).isEqualTo(1);
    }
  }

  @Test
  void whoeverDeletesNextIsToldOfAFailureThatNobodyWaitedFor() throws Exception {
    try (AwsClients troubled = BUCKET.clients(faults);
        S3Deletions deletions = deletions(troubled, 2, HOUR)) {
      assertThat(delete(troubled, deletions, 2)).hasSize(2);
      String next = prefix + "/next";
      List<StoreException> told = new ArrayList<>();
      Eventually.until(
          "somebody is told",
          () -> {
            try {
              deletions.add(next);
            } catch (StoreException e) {
              told.add(e);
            }
            return !told.isEmpty();
          });
      assertThat(told.get(0)).hasMessageContainingAll("s3:DeleteObject", IN_BUCKET + prefix);
      assertThat(left()).hasSize(2);
      faults.stop();
      deletions.flush();
      assertThat(left()).isEmpty();
    }
  }

  private static S3Deletions deletions(AwsClients aws, int most, Duration patience) {
    return new S3Deletions(
        () -> new S3Calls(aws.s3(), LocalBucket.NAME, Region.EU_CENTRAL_1), most, patience);
  }

  private S3Objects later(AwsClients aws, S3Deletions deletions) throws StoreException {
    return aws.objects(LocalBucket.NAME, prefix).deletedLater(deletions);
  }

  /** Writes some objects and deletes them; their keys. */
  private List<String> delete(AwsClients aws, S3Deletions deletions, int count) throws Exception {
    S3Objects objects = later(aws, deletions);
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      objects.write(i + ".tile", ByteBuffer.allocate(8));
      keys.add(prefix + "/" + i + ".tile");
    }
    for (int i = 0; i < count; i++) {
      objects.delete(i + ".tile");
    }
    return keys;
  }

  private List<String> left() throws Exception {
    try (AwsClients calm = BUCKET.clients(WireFaults.none())) {
      return calm.objects(LocalBucket.NAME, prefix).keys().stream()
          .map(key -> prefix + "/" + key)
          .toList();
    }
  }

  private static long requests(AwsClients aws) {
    return aws.counters().of("S3", "DeleteObjects").calls();
  }
}
