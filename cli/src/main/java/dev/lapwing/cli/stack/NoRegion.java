package dev.lapwing.cli.stack;

import java.io.Serial;

/** Nothing says in which region of AWS to work. */
public final class NoRegion extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  NoRegion(Throwable cause) {
    super(
        "no AWS region is set; give --region eu-central-1, for example, or set AWS_REGION, or a region in ~/.aws/config",
        cause);
  }
}
