package dev.lapwing.executor.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lapwing.executor.lambda.StoragePlace.InFolder;
import dev.lapwing.executor.lambda.StoragePlace.OnAws;
import dev.lapwing.state.aws.AwsPlace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionConfigurationTest {
  private static final Map<String, String> LAMBDAS =
      Map.of(
          "AWS_LAMBDA_FUNCTION_NAME",
          "f",
          "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
          "1769",
          "LAPWING_BUCKET",
          "b",
          "LAPWING_TABLE",
          "t",
          "LAPWING_QUEUE_PREFIX",
          "q-");

  @Test
  void whatIsNotSetHasADefault() {
    FunctionConfiguration configuration = FunctionConfiguration.of(LAMBDAS);
    assertThat(configuration.function()).isEqualTo("f");
    assertThat(configuration.idle()).isEqualTo(Duration.ofSeconds(5));
    assertThat(configuration.most()).isEqualTo(1000);
    assertThat(configuration.core()).isEmpty();
    assertThat(configuration.place())
        .isEqualTo(new OnAws(new AwsPlace("b", "", "t", "q-", Optional.empty())));
  }

  @Test
  void theStackIsNamedByVariables() {
    Map<String, String> variables = new HashMap<>(LAMBDAS);
    variables.put("LAPWING_PREFIX", "p");
    variables.put("LAPWING_DEAD_LETTER_QUEUE_ARN", "arn");
    assertThat(FunctionConfiguration.of(variables).place())
        .isEqualTo(new OnAws(new AwsPlace("b", "p", "t", "q-", Optional.of("arn"))));
    variables.remove("LAPWING_TABLE");
    assertThatThrownBy(() -> FunctionConfiguration.of(variables))
        .hasMessageContaining("LAPWING_TABLE is not set; the outputs of the stack say");
  }

  @Test
  void aFolderTakesThePlaceOfAStack() {
    assertThat(with("LAPWING_FOLDER", "/data").place()).isEqualTo(new InFolder(Path.of("/data")));
  }

  @ParameterizedTest
  @CsvSource({"128, 2, 1", "1769, 2, 1", "2700, 2, 2", "3538, 2, 2", "3538, 1, 1", "10240, 6, 6"})
  void memoryBuysCores(int megabytes, int processors, int threads) {
    FunctionConfiguration configuration =
        with("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(megabytes));
    assertThat(configuration.threads(processors)).isEqualTo(threads);
  }

  @Test
  void theJvmKeepsMemoryForItself() {
    assertThat(with("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1769").tileBytes())
        .isEqualTo((1769L - 320) << 20);
    assertThat(with("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128").tileBytes()).isEqualTo(64L << 20);
  }

  @ParameterizedTest
  @CsvSource({
    "LAPWING_IDLE, soon, a duration such as PT5S",
    "LAPWING_MAX_EXECUTORS, many, a number",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE, -1, a number"
  })
  void whatMeansNothingIsRefusedByName(String name, String value, String wanted) {
    assertThatThrownBy(() -> with(name, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The environment variable %s is '%s', and should be %s."
                .formatted(name, value, wanted));
  }

  @Test
  void aFunctionWithoutANameIsNotDeployedRight() {
    assertThatThrownBy(() -> with("AWS_LAMBDA_FUNCTION_NAME", " "))
        .hasMessageContaining("AWS_LAMBDA_FUNCTION_NAME is not set: deploy the function again");
  }

  private static FunctionConfiguration with(String name, String value) {
    Map<String, String> variables = new HashMap<>(LAMBDAS);
    variables.put(name, value);
    return FunctionConfiguration.of(variables);
  }
}
