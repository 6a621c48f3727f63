package dev.lapwing.state.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.state.PermanentStoreException;
import dev.lapwing.state.StoreException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.model.SqsException;

class AwsFailuresTest {
  @ParameterizedTest
  @CsvSource({
    "ThrottlingException, 400",
    "RequestThrottled, 403",
    "ProvisionedThroughputExceededException, 400",
    "RequestLimitExceeded, 400",
    "InternalError, 500",
    "ServiceUnavailable, 503",
    "TooManyRequestsException, 429"
  })
  void whatPassesMayBeRepeated(String code, int status) {
    assertThat(failure(code, status))
        .isExactlyInstanceOf(StoreException.class)
        .hasMessageContaining("Sending tasks")
        .hasMessageContaining(code);
  }

  @Test
  void aConnectionThatFailsMayBeRepeated() {
    var cause = SdkClientException.create("Unable to execute HTTP request", new ConnectException());
    assertThat(AwsFailures.of("Sending tasks", "sqs:SendMessage", cause))
        .isExactlyInstanceOf(StoreException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AccessDenied", "AccessDeniedException"})
  void whatIsNotAllowedNamesThePermission(String code) {
    assertThat(failure(code, 403))
        .isInstanceOf(PermanentStoreException.class)
        .hasMessageContaining("sqs:SendMessage");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ExpiredToken", "ExpiredTokenException", "UnrecognizedClientException"})
  void credentialsThatAreNotValidAnyMoreAskForNewOnes(String code) {
    assertThat(failure(code, 403))
        .isInstanceOf(PermanentStoreException.class)
        .hasMessageContaining("Sign in again");
  }

  @Test
  void missingCredentialsSayHowToGiveThem() {
    var cause = SdkClientException.create("Unable to load credentials from any of the providers");
    assertThat(AwsFailures.of("Sending tasks", "sqs:SendMessage", cause))
        .isInstanceOf(PermanentStoreException.class)
        .hasMessageContaining("AWS_PROFILE");
  }

  @Test
  void aWrongClockIsNamed() {
    assertThat(failure("RequestExpired", 400))
        .isInstanceOf(PermanentStoreException.class)
        .hasMessageContaining("clock is wrong");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ValidationException", "InvalidParameterValue", "QueueDoesNotExist"})
  void whatIsRefusedIsNotRepeated(String code) {
    assertThat(failure(code, 400))
        .isInstanceOf(PermanentStoreException.class)
        .hasMessageContaining(code);
  }

  private static StoreException failure(String code, int status) {
    var details = AwsErrorDetails.builder().errorCode(code).errorMessage("no more").build();
    return AwsFailures.of(
        "Sending tasks",
        "sqs:SendMessage",
        SqsException.builder().statusCode(status).awsErrorDetails(details).build());
  }
}
