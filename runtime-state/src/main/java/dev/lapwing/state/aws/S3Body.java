package dev.lapwing.state.aws;

import dev.lapwing.state.objects.StoredObject;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** An object, or a part of one, whose bytes are arriving. */
final class S3Body implements StoredObject {
  private static final int PIECE = 64 << 10;

  private final InputStream body;
  private final long length;
  private final long arriving;
  private final byte[] piece = new byte[PIECE];
  private long arrived;

  /**
   * @param length the bytes of the whole object
   * @param arriving the bytes of the part that arrives
   */
  S3Body(InputStream body, long length, long arriving) {
    this.body = body;
    this.length = length;
    this.arriving = arriving;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public void readFully(ByteBuffer target) throws IOException {
    if (target.remaining() > arriving - arrived) {
      throw new EOFException(
          "The object ends %,d bytes too early."
              .formatted(target.remaining() - arriving + arrived));
    }
    while (target.hasRemaining()) {
      target.put(piece, 0, receive(target.remaining()));
    }
    checkEnd();
  }

  @Override
  public void skip(long bytes) throws IOException {
    for (long left = bytes; left > 0; ) {
      left -= receive(left);
    }
    checkEnd();
  }

  private int receive(long atMost) throws BrokenTransfer {
    try {
      int count = body.read(piece, 0, (int) Math.min(piece.length, atMost));
      if (count < 0) {
        throw new EOFException("the connection ended");
      }
      arrived += count;
      return count;
    } catch (IOException e) {
      throw new BrokenTransfer(
          "The transfer broke off after %,d of %,d bytes: %s".formatted(arrived, arriving, e), e);
    }
  }

  /** Asks for more than there is: the SDK compares the checksum when it meets the end. */
  private void checkEnd() throws BrokenTransfer {
    try {
      if (arrived == arriving && body.read() >= 0) {
        throw new BrokenTransfer("More than the announced %,d bytes came.".formatted(arriving));
      }
    } catch (BrokenTransfer e) {
      throw e;
    } catch (IOException e) {
      throw new BrokenTransfer("The transfer broke off at its end: " + e, e);
    }
  }

  /** The bytes did not arrive as they were sent: they can be asked for again. */
  static final class BrokenTransfer extends IOException {
    private static final long serialVersionUID = 1L;

    BrokenTransfer(String message) {
      super(message);
    }

    BrokenTransfer(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
