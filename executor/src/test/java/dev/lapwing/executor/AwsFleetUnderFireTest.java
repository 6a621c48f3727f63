package dev.lapwing.executor;

import dev.lapwing.state.aws.LocalAws;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Processes that share a stack on AWS, killed and with wrong clocks. */
@Tag("once")
@EnabledOnOs({OS.LINUX, OS.MAC})
class AwsFleetUnderFireTest extends FleetUnderFire {
  @RegisterExtension static final LocalAws AWS = new LocalAws();

  AwsFleetUnderFireTest() {
    super(40, 3);
  }

  @Override
  RunPlace place() {
    return RunPlace.stack(AWS.stackVariables(), id);
  }

  @Override
  boolean hasScratch(String run) {
    return !AWS.keys("scratch/runs/" + run + "/").isEmpty();
  }
}
