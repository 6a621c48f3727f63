package dev.lapwing.bench.aws;

import dev.lapwing.state.aws.AwsOperation;
import dev.lapwing.state.aws.RequestCount;
import java.util.Map;

/**
 * One run as it was measured.
 *
 * @param seconds from its beginning until its last task was done
 * @param ownProcessor processor seconds of all executors
 * @param servicesProcessor processor seconds of the services
 * @param kernels seconds in kernels, added up
 * @param tasks kernels that ran
 * @param requests what was asked of the services
 * @param waits seconds of requests, added up, by service
 */
record Measurement(
    double seconds,
    double ownProcessor,
    double servicesProcessor,
    double kernels,
    long tasks,
    Map<AwsOperation, RequestCount> requests,
    Map<String, Double> waits) {

  /** Requests of one operation. */
  long requests(String service, String name) {
    return requests.getOrDefault(new AwsOperation(service, name), RequestCount.ZERO).requests();
  }

  /** All that was asked of a service. */
  RequestCount of(String service) {
    return requests.entrySet().stream()
        .filter(each -> each.getKey().service().equals(service))
        .map(Map.Entry::getValue)
        .reduce(RequestCount.ZERO, RequestCount::plus);
  }
}
