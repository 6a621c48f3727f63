package dev.lapwing.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteResponse;

/** The body of an answer, of which one byte is not as the service sent it or was never received. */
final class DamagedBody extends InputStream {
  private final AbortableInputStream body;
  private final long position;
  private final boolean endsThere;
  private long read;

  private DamagedBody(AbortableInputStream body, long position, boolean endsThere) {
    this.body = body;
    this.position = position;
    this.endsThere = endsThere;
  }

  /** The answer, whose connection breaks before a byte of its body. */
  static HttpExecuteResponse truncated(HttpExecuteResponse answer, long position) {
    return with(answer, position, true);
  }

  /** The answer, with a bit of a byte of its body turned. */
  static HttpExecuteResponse turned(HttpExecuteResponse answer, long position) {
    return with(answer, position, false);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (endsThere && read == position) {
      throw new SocketException("Injected: connection reset in the middle of an answer");
    }
    int wanted = endsThere ? (int) Math.min(length, position - read) : length;
    int got = body.read(target, offset, wanted);
    if (got > 0 && !endsThere && read <= position && position < read + got) {
      target[offset + (int) (position - read)] ^= 1;
    }
    read += Math.max(0, got);
    return got;
  }

  @Override
  public void close() throws IOException {
    body.close();
  }

  private static HttpExecuteResponse with(
      HttpExecuteResponse answer, long position, boolean endsThere) {
    AbortableInputStream body = answer.responseBody().orElseThrow();
    return HttpExecuteResponse.builder()
        .response(answer.httpResponse())
        .responseBody(AbortableInputStream.create(new DamagedBody(body, position, endsThere), body))
        .build();
  }
}
