package dev.lapwing.cli.stack;

import java.io.Serial;
import java.util.concurrent.CancellationException;

/** Nobody waits any more for what CloudFormation is doing, and it goes on. */
public final class StillUnderWay extends CancellationException {
  @Serial private static final long serialVersionUID = 1L;

  StillUnderWay(StackName stack) {
    super(
        "CloudFormation goes on with stack %s by itself; the same command waits for it again"
            .formatted(stack));
  }
}
