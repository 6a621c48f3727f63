package dev.lapwing.state.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.state.PermanentStoreException;
import dev.lapwing.state.StoreException;
import dev.lapwing.testing.WireFault;
import dev.lapwing.testing.WireFaults;
import dev.lapwing.testing.WireRequests;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkGlobalTime;
import software.amazon.awssdk.http.SdkHttpMethod;

/** Every operation of S3 under every fault of the wire. */
@Tag("once")
@Tag("endpoint")
class S3WireFaultsTest {
  @RegisterExtension static final LocalBucket BUCKET = new LocalBucket();

  private static final AwsPatience HASTY = patience(6, Duration.ofMinutes(1));

  private final String prefix = LocalBucket.key(BUCKET.place());

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "DAMAGED")
  void whatStrikesTheFirstAttemptIsMendedByTheNext(WireFault fault) throws Exception {
    AwsPatience patience = patience(6, Clients.patience(fault));
    WireFaults faults = WireFaults.onFirstAttempts(fault);
    try (AwsClients aws = BUCKET.clients(patience, faults)) {
      useEveryOperation(aws.objects(LocalBucket.NAME, prefix), aws.deletions(LocalBucket.NAME));
      assertThat(aws.counters().counts().keySet().stream().map(AwsOperation::name))
          .containsExactlyInAnyOrder(
              "DeleteObject",
              "DeleteObjects",
              "GetObject",
              "HeadObject",
              "ListObjectsV2",
              "PutObject");
      Collection<RequestCount> counts = aws.counters().counts().values();
      // On a busy machine an attempt may be given up before it is sent, and so before it is struck.
      long repeated = counts.stream().mapToLong(RequestCount::retries).sum();
      assertThat(repeated).isGreaterThanOrEqualTo(faults.injected()).isPositive();
      if (fault != WireFault.STALLED) {
        long calls = counts.stream().mapToLong(RequestCount::calls).sum();
        assertThat(faults.injected()).isEqualTo(calls);
        assertThat(counts)
            .allSatisfy(count -> assertThat(count.retries()).isGreaterThanOrEqualTo(count.calls()));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"DAMAGED", "STALLED"})
  void whatStrikesAlwaysFailsAfterABoundedNumberOfAttempts(WireFault fault) throws Exception {
    try (AwsClients aws = BUCKET.clients(HASTY, WireFaults.always(WireRequests.any(), fault))) {
      S3Objects objects = aws.objects(LocalBucket.NAME, prefix);
      for (ThrowingCallable operation :
          operations(objects, aws.deletions(LocalBucket.NAME)).values()) {
        assertThatThrownBy(operation)
            .isInstanceOf(StoreException.class)
            .isNotInstanceOf(PermanentStoreException.class)
            .hasMessageContaining("s3://");
      }
      assertThat(aws.counters().counts().values())
          .allSatisfy(
              count ->
                  assertThat(count.requests())
                      .isBetween(count.calls(), HASTY.attempts() * count.calls()));
      assertThat(aws.counters().of("S3", "PutObject").retries()).isPositive();
    }
  }

  @Test
  void aSilentServiceIsGivenUp() throws Exception {
    var faults = WireFaults.always(WireRequests.any(), WireFault.STALLED);
    try (AwsClients aws = BUCKET.clients(patience(2, Duration.ofMillis(50)), faults)) {
      S3Objects objects = aws.objects(LocalBucket.NAME, prefix);
      for (ThrowingCallable operation :
          operations(objects, aws.deletions(LocalBucket.NAME)).values()) {
        assertThatThrownBy(operation)
            .isInstanceOf(StoreException.class)
            .isNotInstanceOf(PermanentStoreException.class);
      }
      assertThat(Thread.interrupted()).isFalse();
    }
  }

  @Test
  void aBitThatTurnsOnTheWayIsNoticedAndTheObjectReadAgain() throws Exception {
    var faults =
        WireFaults.inOrder(
            WireRequests.method(SdkHttpMethod.GET), WireFault.DAMAGED, WireFault.DAMAGED);
    try (AwsClients aws = BUCKET.clients(HASTY, faults)) {
      S3Objects objects = aws.objects(LocalBucket.NAME, prefix);
      objects.write("k", bytes("lapwing"));
      assertThat(text(objects, "k")).isEqualTo("lapwing");
      assertThat(aws.counters().of("S3", "GetObject").retries()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-3600, 3600})
  @Tag("own")
  void whatAClockThatIsAnHourOffHasSignedIsSignedAgainWithTheTimeOfS3(int seconds)
      throws Exception {
    SdkGlobalTime.setGlobalTimeOffset(seconds);
    try (AwsClients aws = BUCKET.clients(HASTY, WireFaults.none())) {
      S3Objects objects = aws.objects(LocalBucket.NAME, prefix);
      objects.write("k", bytes("lapwing"));
      assertThat(text(objects, "k")).isEqualTo("lapwing");
      assertThat(aws.counters().of("S3", "PutObject").retries()).isEqualTo(1);
      assertThat(aws.counters().of("S3", "GetObject").retries()).isZero();
    } finally {
      SdkGlobalTime.setGlobalTimeOffset(0);
    }
  }

  @Test
  @Tag("own")
  void aBitThatTurnsOnTheWayToS3IsRefusedByItAndTheObjectSentAgain() throws Exception {
    var left = new AtomicInteger(2);
    try (AwsClients aws = new AwsClients(HASTY, http -> new DamagedUploads(http, left))) {
      S3Objects objects = aws.objects(LocalBucket.NAME, prefix);
      objects.write("k", bytes("lapwing"));
      assertThat(objects.create("new", bytes("wing"))).isTrue();
      assertThat(text(objects, "k")).isEqualTo("lapwing");
      assertThat(aws.counters().of("S3", "PutObject").retries()).isEqualTo(2);
    }
  }

  /** As AWS words it when a checksum, or the end of what was sent, is not as announced. */
  @ParameterizedTest
  @CsvSource({
    "400, BadDigest",
    "400, XAmzContentChecksumMismatch",
    "400, XAmzContentSHA256Mismatch",
    "400, IncompleteBody"
  })
  void anUploadThatDidNotArriveWholeIsSentAgain(int status, String code) throws Exception {
    var refusal = new AnsweringHttpClient(status, code, "no", Map.of());
    var left = new AtomicInteger(2);
    try (AwsClients aws = new AwsClients(HASTY, http -> refusal.first(left, http))) {
      S3Objects objects = aws.objects(LocalBucket.NAME, prefix);
      assertThat(objects.create("k", bytes("lapwing"))).isTrue();
      assertThat(text(objects, "k")).isEqualTo("lapwing");
      assertThat(aws.counters().of("S3", "PutObject").retries()).isEqualTo(2);
    }
  }

  @Test
  void aWriteWhoseAnswerWasLostIsThereOnce() throws Exception {
    var faults = WireFaults.inOrder(WireRequests.method(SdkHttpMethod.PUT), WireFault.ANSWER_LOST);
    try (AwsClients aws = BUCKET.clients(HASTY, faults)) {
      S3Objects objects = aws.objects(LocalBucket.NAME, prefix);
      assertThat(objects.create("k", bytes("mine"))).isFalse();
      assertThat(text(objects, "k")).isEqualTo("mine");
    }
  }

  private static AwsPatience patience(int attempts, Duration attempt) {
    return new AwsPatience(
        attempts,
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        attempt,
        Duration.ofMinutes(1),
        Long.MAX_VALUE);
  }

  private static void useEveryOperation(S3Objects objects, S3Deletions later) throws IOException {
    objects.write("a", bytes("lapwing"));
    assertThat(objects.exists("a")).isTrue();
    assertThat(objects.exists("b")).isFalse();
    assertThat(text(objects, "a")).isEqualTo("lapwing");
    assertThat(objects.readPart("a", 3, 4, object -> text(object, 4))).contains("wing");
    assertThat(objects.create("a", bytes("other"))).isFalse();
    objects.create("c", bytes("three"));
    assertThat(objects.bytes("")).isEqualTo(12);
    objects.delete("a");
    assertThat(objects.read("a", object -> 1)).isEmpty();
    objects.write("d", bytes("four"));
    objects.deletedLater(later).delete("d");
    later.flush();
    assertThat(objects.exists("d")).isFalse();
    objects.deleteAll("");
    assertThat(objects.existsAny("")).isFalse();
  }

  private static Map<String, ThrowingCallable> operations(S3Objects objects, S3Deletions later) {
    return Map.of(
        "read", () -> text(objects, "a"),
        "part", () -> objects.readPart("a", 0, 1, object -> text(object, 1)),
        "write", () -> objects.write("a", bytes("x")),
        "create", () -> objects.create("a", bytes("x")),
        "exists", () -> objects.exists("a"),
        "delete", () -> objects.delete("a"),
        "delete later",
            () -> {
              objects.deletedLater(later).delete("a");
              later.flush();
            },
        "list", () -> objects.existsAny("a"));
  }

  private static String text(S3Objects objects, String key) throws IOException {
    return objects.read(key, object -> text(object, (int) object.length())).orElseThrow();
  }

  private static String text(dev.lapwing.state.objects.StoredObject object, int length)
      throws IOException {
    ByteBuffer content = ByteBuffer.allocate(length);
    object.readFully(content);
    return new String(content.array(), UTF_8);
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }
}
