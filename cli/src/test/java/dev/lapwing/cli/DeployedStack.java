package dev.lapwing.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lapwing.executor.kernels.KernelLibraries;
import dev.lapwing.executor.lambda.ExecutorFunction;
import dev.lapwing.state.aws.LocalAws;
import dev.lapwing.testing.AwsEnvironment;
import dev.lapwing.testing.cloudformation.LocalCloudFormation;
import dev.lapwing.testing.cloudformation.Script;
import dev.lapwing.testing.lambda.FunctionPackage;
import dev.lapwing.testing.lambda.FunctionSettings;
import dev.lapwing.testing.lambda.LocalFunction;
import dev.lapwing.testing.lambda.LocalLambda;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * The stack that {@code lapwing deploy} makes, in this JVM: the services of {@link LocalAws}, a
 * CloudFormation that tells of them, and a Lambda with the packaged function.
 */
final class DeployedStack implements AutoCloseable {
  static final String NAME = "lapwing";
  static final int MOST = 3;
  private static final String KERNELS = KernelLibraries.best().description();

  final LocalFunction function;
  private final LocalCloudFormation cloudFormation =
      LocalCloudFormation.start(AwsEnvironment.REGION);
  private final LocalLambda lambda = LocalLambda.start();
  private final AwsEnvironment environment =
      AwsEnvironment.start()
          .service("Lambda", lambda.endpoint())
          .service("CloudFormation", cloudFormation.endpoint())
          .service("Sts", cloudFormation.endpoint());

  /**
   * Deploys.
   *
   * @param folder for the code of the function
   */
  DeployedStack(LocalAws aws, Path folder) {
    Path zip = Path.of(System.getProperty("lapwing.function.zip"));
    function =
        lambda.create(
            FunctionSettings.of(
                    NAME + "-executor",
                    ExecutorFunction.class.getName(),
                    new FunctionPackage(zip).unpack(folder))
                .memory(1769)
                .timeout(Duration.ofMinutes(2))
                .concurrency(MOST)
                .variables(aws.variables())
                .variables(environment.variables())
                .variable("LAPWING_BUCKET", aws.place().bucket())
                .variable("LAPWING_TABLE", aws.place().table())
                .variable("LAPWING_QUEUE_PREFIX", aws.place().queuePrefix())
                .variable("LAPWING_DEAD_LETTER_QUEUE_ARN", deadLetters(aws))
                .variable("LAPWING_BLAS_CORE", core())
                .variable("LAPWING_IDLE", "PT3S"));
    cloudFormation.expect(Script.adding("Table AWS::DynamoDB::Table").outputs(outputs(aws)));
    Invocation deployed =
        Invocation.of(
            "deploy",
            "--code",
            zip.toString(),
            "--yes",
            "--max-executors",
            "" + MOST,
            "--bucket",
            aws.place().bucket());
    assertThat(deployed.exitCode()).as(deployed.err()).isZero();
  }

  private Map<String, String> outputs(LocalAws aws) {
    return Map.of(
        "Bucket", aws.place().bucket(),
        "Table", aws.place().table(),
        "QueuePrefix", aws.place().queuePrefix(),
        "DeadLetterQueue", deadLetters(aws),
        "Function", NAME + "-executor",
        "OpenBlas", KernelLibraries.releaseNamedIn(KERNELS).orElseThrow(),
        "BlasCore", core());
  }

  private static String deadLetters(LocalAws aws) {
    return aws.place().deadLetterQueueArn().orElseThrow();
  }

  /** {@code Haswell} in {@code OpenBLAS 0.3.31 (Haswell, one thread a call)}. */
  private static String core() {
    return KernelLibraries.coreNamedIn(KERNELS).orElseThrow();
  }

  @Override
  public void close() {
    environment.close();
    lambda.close();
    cloudFormation.close();
  }
}
