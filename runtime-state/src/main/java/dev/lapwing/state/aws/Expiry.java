package dev.lapwing.state.aws;

import java.time.Duration;
import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * When items may go.
 *
 * @param clock the service's time
 * @param retention how long an item is kept after it was last written
 */
record Expiry(InstantSource clock, Duration retention) {

  /** The value of {@link Attributes#EXPIRES} for an item that is written now. */
  AttributeValue fromNow() {
    return Attributes.number(clock.instant().plus(retention).getEpochSecond());
  }
}
