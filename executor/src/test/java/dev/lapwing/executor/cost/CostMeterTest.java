package dev.lapwing.executor.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lapwing.state.aws.AwsOperation;
import dev.lapwing.state.aws.RequestCount;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CostMeterTest {
  private static final Prices PRICES = PriceList.shipped().of("us-east-1");

  /** A thousand GB-seconds cost 1.67 cents. */
  private static final Usage USED = Usage.ofFunction(0, 1024, Duration.ofSeconds(1000));

  @Test
  void aRunGoesOnBelowItsLimit() {
    assertThat(new CostMeter(PRICES, 0.02).check(USED, Usage.NONE)).isEmpty();
  }

  @Test
  void itStopsWhileThereIsEnoughToEndIt() {
    Usage ending = Usage.ofFunction(0, 1024, Duration.ofSeconds(250));
    assertThat(new CostMeter(PRICES, 0.02).check(USED, ending))
        .hasValueSatisfying(
            reached -> {
              assertThat(reached.spentDollars()).isCloseTo(0.01667, within(1e-5));
              assertThat(reached.reserveDollars()).isCloseTo(0.00417, within(1e-5));
            });
  }

  @Test
  void anEstimateCanBeTooMuchBeforeAnythingStarts() {
    assertThat(new CostMeter(PRICES, 0.02).allows(USED)).isTrue();
    assertThat(new CostMeter(PRICES, 0.01).allows(USED)).isFalse();
    assertThatThrownBy(() -> new CostMeter(PRICES, 0)).hasMessageContaining("not 0");
  }

  @Test
  void countedRequestsAreChargedAsAwsChargesThem() {
    Usage usage =
        CountedRequests.usage(
            Map.of(
                new AwsOperation("S3", "GetObject"), new RequestCount(90, 10, 0, 1 << 20),
                new AwsOperation("S3", "PutObject"), new RequestCount(50, 0, 1 << 20, 0),
                new AwsOperation("S3", "ListObjectsV2"), new RequestCount(5, 0, 0, 0),
                new AwsOperation("S3", "DeleteObjects"), new RequestCount(7, 0, 0, 0),
                new AwsOperation("Sqs", "SendMessageBatch"), new RequestCount(20, 0, 0, 0),
                new AwsOperation("DynamoDb", "UpdateItem"), new RequestCount(10, 0, 0, 10 * 1500),
                new AwsOperation("DynamoDb", "GetItem"), new RequestCount(3, 0, 0, 300)));
    assertThat(usage)
        .isEqualTo(
            new Usage(
                Map.of(
                    Charge.S3_READ, 100.0,
                    Charge.S3_WRITE, 55.0,
                    Charge.SQS_REQUEST, 20.0,
                    Charge.DYNAMODB_WRITE, 20.0,
                    Charge.DYNAMODB_READ, 3.0)));
  }
}
