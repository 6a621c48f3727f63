package dev.lapwing.state.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.state.PermanentStoreException;
import dev.lapwing.testing.AwsEnvironment;
import dev.lapwing.testing.WireFaults;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no repetition mends is said at once, with what to do. */
class S3RefusalsTest {
  @RegisterExtension static final LocalBucket BUCKET = new LocalBucket();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "403 | AccessDenied | denies s3:PutObject on s3://matrices/p/k | docs/aws.md",
        "403 | AllAccessDisabled | denies s3:PutObject | policy",
        "403 | InvalidAccessKeyId | credentials are unknown or have expired | AWS_PROFILE",
        "403 | SignatureDoesNotMatch | credentials are unknown or have expired | secret",
        "400 | ExpiredToken | have expired | aws sso login",
        "403 | RequestTimeTooSkewed | clock is wrong | Set it",
        "404 | NoSuchBucket | no bucket 'matrices' | aws s3 mb s3://matrices",
        "301 | PermanentRedirect | is not in eu-central-1 but in us-west-2 | AWS_REGION=us-west-2",
        "400 | AuthorizationHeaderMalformed | is not in eu-central-1 | AWS_REGION=us-west-2",
        "400 | InvalidBucketName | 400 InvalidBucketName | s3:PutObject",
        "501 | NotImplemented | does not know s3:PutObject | s3://matrices/p/k",
      })
  void aRefusalSaysWhatToDo(int status, String code, String message, String advice)
      throws Exception {
    try (AwsClients aws = answering(status, code)) {
      S3Objects objects = aws.objects("matrices", "p");
      assertThatThrownBy(() -> objects.write("k", ByteBuffer.allocate(8)))
          .isInstanceOf(PermanentStoreException.class)
          .hasMessageContainingAll(message, advice);
      // What the SDK repeats, it does with a corrected clock.
      assertThat(aws.counters().of("S3", "PutObject").requests())
          .isEqualTo(code.equals("RequestTimeTooSkewed") ? LocalBucket.PATIENCE.attempts() : 1);
    }
  }

  @Test
  void everyOperationSaysThatItIsDenied() throws Exception {
    try (AwsClients aws = answering(403, "AccessDenied")) {
      S3Objects objects = aws.objects("matrices", "p");
      for (ThrowingCallable operation :
          List.<ThrowingCallable>of(
              () -> objects.read("k", object -> 1),
              () -> objects.readPart("k", 0, 1, object -> 1),
              () -> objects.create("k", ByteBuffer.allocate(8)),
              () -> objects.exists("k"),
              () -> objects.delete("k"),
              () -> objects.existsAny("k"))) {
        assertThatThrownBy(operation)
            .isInstanceOf(PermanentStoreException.class)
            .hasMessageContainingAll("denies s3:", "s3://matrices/p/k");
      }
    }
  }

  @Test
  void credentialsThatTheServiceDoesNotKnowAreRefusedByIt() throws Exception {
    try (AwsEnvironment other = AwsEnvironment.start().credentials("AKIAUNKNOWN", "secret");
        AwsClients aws = BUCKET.clients(WireFaults.none())) {
      S3Objects objects = aws.objects(LocalBucket.NAME, "p");
      assertThatThrownBy(() -> objects.write("k", ByteBuffer.allocate(8)))
          .isInstanceOf(PermanentStoreException.class)
          .hasMessageContaining("credentials are unknown or have expired (InvalidAccessKeyId)");
      assertThat(other.variables()).containsEntry("AWS_ACCESS_KEY_ID", "AKIAUNKNOWN");
    }
  }

  private static AwsClients answering(int status, String code) {
    return new AwsClients(
        LocalBucket.PATIENCE,
        http -> {
          http.close();
          return new AnsweringHttpClient(
              status, code, "no", Map.of("x-amz-bucket-region", "us-west-2"));
        });
  }
}
