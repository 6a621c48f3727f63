package dev.lapwing.cli;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.lapwing.cli.PermissionTrials.Trial;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Trials on an object under {@code runs/}, where lifecycle rules find it if it is left. */
record ObjectTrials(S3Client client, String bucket) {

  void addTo(Map<String, Trial> trials) {
    String key = "runs/doctor-" + UlidCreator.getUlid() + "/probe";
    trials.put(
        "s3:ListBucket",
        () -> client.listObjectsV2(request -> request.bucket(bucket).prefix(key).maxKeys(1)));
    trials.put(
        "s3:PutObject",
        () ->
            client.putObject(
                request -> request.bucket(bucket).key(key), RequestBody.fromString("probe")));
    trials.put("s3:GetObject", () -> get(key));
    trials.put(
        "s3:DeleteObject", () -> client.deleteObject(request -> request.bucket(bucket).key(key)));
  }

  /** An object that is not there is not there for those who may look. */
  private void get(String key) {
    try {
      client.getObjectAsBytes(request -> request.bucket(bucket).key(key));
    } catch (NoSuchKeyException e) {
      return;
    }
  }
}
