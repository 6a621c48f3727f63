package dev.lapwing.testing.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.InvalidRequestContentException;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.RequestTooLargeException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** What a client is told, by a function that works and by the service itself. */
class InvocationTest {
  private static Service service;

  @BeforeAll
  static void start() {
    service = Service.start(Service.settings().variable("COLOUR", "green"));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void aCallIsAnsweredByTheHandler() {
    InvokeResponse response = service.call("echo hello");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.executedVersion()).isEqualTo("$LATEST");
    assertThat(response.payload().asUtf8String()).isEqualTo("\"hello\"");
  }

  @Test
  void anExceptionIsAFunctionErrorWithItsTypeAndMessage() {
    InvokeResponse response = service.call("fail of intent");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.functionError()).isEqualTo("Unhandled");
    assertThat(response.payload().asUtf8String())
        .contains("\"errorMessage\":\"of intent\"")
        .contains("\"errorType\":\"java.lang.IllegalArgumentException\"");
  }

  @Test
  void theContextTellsRequestTimeAndMemory() {
    String[] words = service.ask("context").split(" ");
    assertThat(UUID.fromString(words[0])).isNotNull();
    assertThat(Long.parseLong(words[1])).isBetween(1L, 120_000L);
    assertThat(words[2]).isEqualTo("256");
  }

  @Test
  void theEnvironmentHasLambdasVariablesAndTheDeploymentsAndNoOthers() {
    assertThat(service.ask("variable COLOUR")).isEqualTo("green");
    assertThat(service.ask("variable AWS_LAMBDA_FUNCTION_NAME")).isEqualTo(Service.NAME);
    assertThat(service.ask("variable AWS_REGION")).isEqualTo(LocalLambda.REGION);
    assertThat(service.ask("variable HOME")).isEqualTo("null");
  }

  @Test
  void whatTheFunctionPrintsIsInItsLog() {
    service.ask("print something to remember");
    assertThat(service.function().log()).contains("something to remember");
  }

  @Test
  void aDryRunRunsNothing() {
    long before = service.function().metrics().invocations();
    InvokeResponse response =
        service.client().invoke(r -> r.functionName(Service.NAME).invocationType("DryRun"));
    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(service.function().metrics().invocations()).isEqualTo(before);
  }

  @Test
  void aFunctionIsAlsoFoundByItsArn() {
    String arn = service.function().settings().arn();
    InvokeResponse response =
        service
            .client()
            .invoke(r -> r.functionName(arn).payload(SdkBytes.fromUtf8String("\"echo again\"")));
    assertThat(response.payload().asUtf8String()).isEqualTo("\"again\"");
  }

  @Test
  void anUnknownFunctionIsNotFound() {
    assertThatThrownBy(() -> service.client().invoke(r -> r.functionName("nobody")))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("Function not found: arn:aws:lambda:eu-central-1:");
  }

  @Test
  void anEventThatIsNotJsonIsRefused() {
    assertThatThrownBy(
            () ->
                service
                    .client()
                    .invoke(
                        r ->
                            r.functionName(Service.NAME)
                                .payload(SdkBytes.fromUtf8String("{\"run\":"))))
        .isInstanceOf(InvalidRequestContentException.class)
        .hasMessageContaining("Could not parse request body into json");
  }

  @Test
  void anEventThatIsTooLargeIsRefused() {
    SdkBytes large = SdkBytes.fromUtf8String("\"" + "x".repeat(1 << 20) + "\"");
    assertThatThrownBy(
            () ->
                service
                    .client()
                    .invoke(
                        r ->
                            r.functionName(Service.NAME)
                                .invocationType(InvocationType.EVENT)
                                .payload(large)))
        .isInstanceOf(RequestTooLargeException.class);
    assertThat(
            service
                .client()
                .invoke(r -> r.functionName(Service.NAME).payload(large))
                .functionError())
        .isEqualTo("Unhandled");
  }

  @Test
  void theConfigurationAndTheAccountCanBeLookedAt() {
    GetFunctionConfigurationResponse configuration =
        service.client().getFunctionConfiguration(r -> r.functionName(Service.NAME));
    assertThat(configuration.memorySize()).isEqualTo(256);
    assertThat(configuration.timeout()).isEqualTo(120);
    assertThat(configuration.environment().variables()).containsEntry("COLOUR", "green");
    assertThat(
            service
                .client()
                .getFunction(r -> r.functionName(Service.NAME))
                .configuration()
                .handler())
        .isEqualTo(Obedient.class.getName());
    assertThat(service.client().getAccountSettings(r -> {}).accountLimit().concurrentExecutions())
        .isEqualTo(1000);
  }
}
