package dev.lapwing.state.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.testing.AwsEnvironment;
import dev.lapwing.testing.WireFaults;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.regions.Region;

class S3ObjectsTest {
  @RegisterExtension static final LocalBucket BUCKET = new LocalBucket();

  private final AwsClients aws = BUCKET.clients(WireFaults.none());
  private final String prefix = LocalBucket.key(BUCKET.place());
  private S3Objects objects;

  @BeforeEach
  void open() throws Exception {
    objects = aws.objects(LocalBucket.NAME, prefix);
  }

  @AfterEach
  void close() throws Exception {
    aws.close();
  }

  @Test
  void partsInDirectMemoryBecomeOneObjectAndStayAsTheyAre() throws Exception {
    ByteBuffer first = ByteBuffer.allocateDirect(100_000).put(70_000, (byte) 7);
    ByteBuffer second = bytes("end");
    objects.write("a/b", first, ByteBuffer.allocate(0), second);
    assertThat(first.remaining()).isEqualTo(100_000);
    assertThat(second.remaining()).isEqualTo(3);
    byte[] back = all("a/b");
    assertThat(back).hasSize(100_003).endsWith(bytes("end").array());
    assertThat(back[70_000]).isEqualTo((byte) 7);
  }

  @Test
  void aPartOfAnObjectIsReadWithoutTheRest() throws Exception {
    objects.write("k", ByteBuffer.allocate(1 << 20));
    objects.write("k", ByteBuffer.allocate(1 << 20).put(500_000, (byte) 5));
    String seen =
        objects
            .readPart(
                "k",
                499_998,
                6,
                object -> {
                  ByteBuffer two = ByteBuffer.allocate(2);
                  object.skip(1);
                  object.readFully(two);
                  object.skip(3);
                  return object.length() + " " + two.get(0) + two.get(1);
                })
            .orElseThrow();
    assertThat(seen).isEqualTo("1048576 05");
    assertThat(aws.counters().of("S3", "GetObject").bytesReceived()).isEqualTo(6);
  }

  @Test
  void whatIsNotThereIsAbsent() throws Exception {
    assertThat(objects.read("k", object -> 1)).isEmpty();
    assertThat(objects.readPart("k", 0, 1, object -> 1)).isEmpty();
    assertThat(objects.exists("k")).isFalse();
    assertThat(objects.existsAny("k")).isFalse();
    assertThat(objects.bytes("")).isZero();
    objects.delete("k");
    objects.deleteAll("");
  }

  @Test
  void ofManyWhoCreateAnObjectOneDoes() throws Exception {
    for (int round = 0; round < 5; round++) {
      String key = "k" + round;
      assertThat(inParallel(8, () -> objects.create(key, bytes("x")))).containsOnlyOnce(true);
    }
  }

  @Test
  void whatTheReaderThrowsIsWhatTheCallerGets() throws Exception {
    objects.write("k", bytes("abc"));
    var verdict = new IOException("not what I expected");
    assertThatThrownBy(
            () ->
                objects.read(
                    "k",
                    object -> {
                      throw verdict;
                    }))
        .isSameAs(verdict);
    var defect = new IllegalStateException("a mistake");
    assertThatThrownBy(
            () ->
                objects.read(
                    "k",
                    object -> {
                      throw defect;
                    }))
        .isSameAs(defect);
    assertThat(aws.counters().of("S3", "GetObject").retries()).isZero();
  }

  @Test
  void allObjectsAreListedAndDeletedPageByPage() throws Exception {
    for (int i = 0; i < 25; i++) {
      objects.write("many/" + i, bytes("x".repeat(i)));
    }
    objects.write("many2", bytes("stays"));
    var sweep = new S3Sweep(new S3Calls(aws.s3(), LocalBucket.NAME, Region.EU_CENTRAL_1), 10);
    assertThat(sweep.bytes(prefix + "/many/")).isEqualTo(24 * 25 / 2);
    sweep.deleteAll(prefix + "/many/", key -> !key.endsWith("/13"));
    assertThat(aws.counters().of("S3", "DeleteObjects").calls()).isEqualTo(3);
    assertThat(objects.bytes("many/")).isEqualTo(13);
    assertThat(objects.exists("many2")).isTrue();
  }

  @Test
  void callsAndBytesOfEachOperationAreCounted() throws Exception {
    objects.write("k", ByteBuffer.allocate(1000));
    objects.write("l", ByteBuffer.allocate(500));
    all("k");
    objects.exists("k");
    objects.delete("k");
    RequestCounters counters = aws.counters();
    assertThat(counters.of("S3", "PutObject")).isEqualTo(new RequestCount(2, 0, 1500, 0));
    assertThat(counters.of("S3", "GetObject")).isEqualTo(new RequestCount(1, 0, 0, 1000));
    assertThat(counters.of("S3", "HeadObject")).isEqualTo(new RequestCount(1, 0, 0, 0));
    assertThat(counters.of("S3", "DeleteObject").requests()).isEqualTo(1);
    assertThat(counters.of("S3").requests()).isEqualTo(5);
    assertThat(counters.of("Sqs")).isEqualTo(RequestCount.ZERO);
  }

  @Test
  void overTlsAnObjectIsSentAsItIsWithItsChecksumAndNoOtherHash() throws Exception {
    var sent = new AtomicReference<SdkHttpRequest>();
    try (AwsEnvironment tls =
            AwsEnvironment.start().service("S3", URI.create("https://127.0.0.1:1"));
        AwsClients clients = new AwsClients(LocalBucket.PATIENCE, http -> capturing(http, sent))) {
      clients.objects("matrices", "p").write("k", bytes("lapwing"));
      assertThat(tls.variables()).containsKey("AWS_ENDPOINT_URL_S3");
    }
    assertThat(sent.get().firstMatchingHeader("x-amz-content-sha256")).contains("UNSIGNED-PAYLOAD");
    assertThat(sent.get().firstMatchingHeader("x-amz-checksum-crc32c")).isPresent();
    assertThat(sent.get().firstMatchingHeader("Content-Encoding")).isEmpty();
    assertThat(sent.get().firstMatchingHeader("Content-Length")).contains("7");
    assertThat(sent.get().encodedPath()).isEqualTo("/matrices/p/k");
  }

  /** Remembers the request and answers that all is well. */
  private static SdkHttpClient capturing(SdkHttpClient real, AtomicReference<SdkHttpRequest> sent) {
    real.close();
    var answering = new AnsweringHttpClient(200, "", "", Map.of());
    return new SdkHttpClient() {
      @Override
      public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        sent.set(request.httpRequest());
        return answering.prepareRequest(request);
      }

      @Override
      public void close() {}
    };
  }

  private byte[] all(String key) throws IOException {
    return objects
        .read(
            key,
            object -> {
              ByteBuffer content = ByteBuffer.allocate((int) object.length());
              object.readFully(content);
              return content.array();
            })
        .orElseThrow();
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  private static <T> List<T> inParallel(int threads, Callable<T> work) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<T>> futures =
          executor.invokeAll(IntStream.range(0, threads).mapToObj(t -> work).toList());
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } finally {
      executor.shutdownNow();
    }
  }
}
