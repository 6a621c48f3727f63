package dev.lapwing.state.processes;

import dev.lapwing.state.aws.LocalBucket;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The same with the array in S3. */
@Tag("once")
class KilledS3WriterTest extends KilledWriterTest {
  @RegisterExtension static final LocalBucket BUCKET = new LocalBucket();

  private final String place = BUCKET.place();

  @Override
  String array() {
    return place + "/a.zarr";
  }

  @Override
  int rounds() {
    return 2;
  }

  @Override
  Map<String, String> environment() {
    return BUCKET.variables();
  }

  @Override
  List<String> namesInArray() throws Exception {
    String start = LocalBucket.key(array()) + "/";
    var listing =
        BUCKET.s3().listObjectsV2(b -> b.bucket(LocalBucket.NAME).prefix(start).delimiter("/"));
    return Stream.concat(
            listing.contents().stream().map(S3Object::key),
            listing.commonPrefixes().stream().map(CommonPrefix::prefix))
        .map(key -> key.substring(start.length()).replace("/", ""))
        .toList();
  }
}
