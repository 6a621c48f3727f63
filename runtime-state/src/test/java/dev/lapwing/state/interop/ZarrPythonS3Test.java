package dev.lapwing.state.interop;

import dev.lapwing.state.aws.LocalBucket;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same straight from and to S3, through s3fs. */
class ZarrPythonS3Test extends ZarrPythonExchange {
  @RegisterExtension static final LocalBucket BUCKET = new LocalBucket();

  private final String place = BUCKET.place();

  @Override
  String place(String name) {
    return place + "/" + name;
  }

  @Override
  Map<String, String> environment() {
    return BUCKET.variables();
  }
}
