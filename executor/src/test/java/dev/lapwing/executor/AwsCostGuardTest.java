package dev.lapwing.executor;

import dev.lapwing.state.aws.LocalAws;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs on S3, SQS and DynamoDB that may cost so much. */
@Tag("once")
@Tag("endpoint")
class AwsCostGuardTest extends CostGuardContract {
  @RegisterExtension static final LocalAws AWS = new LocalAws();

  AwsCostGuardTest() {
    super(60);
  }

  @Override
  RunPlace place() {
    return RunPlace.stack(AWS.stackVariables(), id);
  }
}
