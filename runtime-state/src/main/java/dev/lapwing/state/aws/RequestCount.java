package dev.lapwing.state.aws;

/**
 * How often an operation was called, and what that moved.
 *
 * @param calls calls for which a request went out, whether they succeeded or not
 * @param retries requests beyond the first of a call: the service bills them, too
 * @param bytesSent bytes of the bodies of requests, retries included
 * @param bytesReceived bytes of the bodies of answers, as the answers announced them
 */
public record RequestCount(long calls, long retries, long bytesSent, long bytesReceived) {

  /** Nothing yet. */
  public static final RequestCount ZERO = new RequestCount(0, 0, 0, 0);

  /** Requests that went out. */
  public long requests() {
    return calls + retries;
  }

  /** The sum of two counts. */
  public RequestCount plus(RequestCount other) {
    return new RequestCount(
        calls + other.calls,
        retries + other.retries,
        bytesSent + other.bytesSent,
        bytesReceived + other.bytesReceived);
  }

  /** What was counted since an earlier count. */
  public RequestCount minus(RequestCount earlier) {
    return new RequestCount(
        calls - earlier.calls,
        retries - earlier.retries,
        bytesSent - earlier.bytesSent,
        bytesReceived - earlier.bytesReceived);
  }
}
