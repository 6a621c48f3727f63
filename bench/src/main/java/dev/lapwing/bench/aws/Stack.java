package dev.lapwing.bench.aws;

import dev.lapwing.state.Storage;
import dev.lapwing.state.StoreException;
import dev.lapwing.state.TilePool;
import dev.lapwing.state.aws.AwsClients;
import dev.lapwing.state.aws.AwsPlace;
import dev.lapwing.testing.AwsEnvironment;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The resources of a deployed stack on {@link Services}, which all AWS clients of this JVM use. */
final class Stack implements AutoCloseable {
  static final String TABLE = "lapwing";
  private static final String BUCKET = "lapwing-bucket";
  private static final String QUEUES = "lapwing-";

  private final Services services;
  private final AwsEnvironment environment = AwsEnvironment.start();

  private Stack(Services services) {
    this.services = services;
    services.endpoints().forEach(environment::service);
  }

  static Stack start() throws IOException {
    var stack = new Stack(Services.start());
    try (AwsClients clients = AwsClients.ofEnvironment()) {
      clients.s3().createBucket(request -> request.bucket(BUCKET));
    }
    return stack;
  }

  /** Opens its runs, with clients of one's own. */
  Storage open(TilePool pool) throws StoreException {
    return Storage.onAws(place(), pool);
  }

  static AwsPlace place() {
    return new AwsPlace(BUCKET, "", TABLE, QUEUES, Optional.empty());
  }

  /** Where a matrix is. */
  static String matrix(String name) {
    return "s3://%s/matrices/%s.zarr".formatted(BUCKET, name);
  }

  /** What another process needs in its environment. */
  Map<String, String> variables() {
    return environment.variables();
  }

  /** Where the services answer. */
  Map<String, URI> endpoints() {
    return services.endpoints();
  }

  /** The processor time that the services have taken. */
  Duration processorTime() {
    return services.processorTime();
  }

  @Override
  public void close() {
    environment.close();
    services.close();
  }
}
