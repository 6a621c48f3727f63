package dev.lapwing.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the header of an .npy file: a magic number, a version, and a Python dictionary with the
 * element type, the memory order and the shape.
 */
final class NpyHeaderReader {
  private static final int LONGEST_DICTIONARY = 1 << 20;
  private static final Pattern TYPE =
      Pattern.compile("['\"]descr['\"]\\s*:\\s*['\"]([^'\"]*)['\"]");
  private static final Pattern ORDER =
      Pattern.compile("['\"]fortran_order['\"]\\s*:\\s*(True|False)");
  // Python 2 wrote long integers with an L behind them.
  private static final Pattern SHAPE =
      Pattern.compile("['\"]shape['\"]\\s*:\\s*\\(\\s*(\\d+)L?\\s*,\\s*(?:(\\d+)L?\\s*,?)?\\s*\\)");

  private final FileChannel channel;
  private final Path file;
  private long offset;

  private NpyHeaderReader(FileChannel channel, Path file) {
    this.channel = channel;
    this.file = file;
  }

  /** Reads and checks the header, and that the file is as long as it says. */
  static NpyHeader read(FileChannel channel, Path file) throws IOException {
    NpyHeader header = new NpyHeaderReader(channel, file).read();
    if (channel.size() < header.end()) {
      throw new MalformedMatrixFile(
          file,
          "byte " + channel.size(),
          "the file ends too early: %d x %d elements of type %s need %,d bytes, it has %,d"
              .formatted(
                  header.rows(),
                  header.columns(),
                  header.type().name(),
                  header.end(),
                  channel.size()));
    }
    return header;
  }

  private NpyHeader read() throws IOException {
    if (!bytes(NpyHeader.MAGIC.length).equals(ByteBuffer.wrap(NpyHeader.MAGIC))) {
      throw malformed(0, "this is no .npy file: it does not begin with \\x93NUMPY");
    }
    ByteBuffer version = bytes(2);
    int major = version.get();
    int minor = version.get();
    if (major < 1 || major > 3) {
      throw malformed(
          offset - 2,
          "version %d.%d of .npy is unknown: save it as version 1, 2 or 3".formatted(major, minor));
    }
    long dictionaryOffset = offset + (major == 1 ? Short.BYTES : Integer.BYTES);
    String dictionary = dictionary(major);
    return parse(major + "." + minor, dictionary, dictionaryOffset);
  }

  private String dictionary(int version) throws IOException {
    long length =
        version == 1
            ? Short.toUnsignedLong(bytes(Short.BYTES).getShort())
            : Integer.toUnsignedLong(bytes(Integer.BYTES).getInt());
    if (length > LONGEST_DICTIONARY) {
      throw malformed(offset, "a header of %,d bytes cannot be right".formatted(length));
    }
    Charset charset = version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    return charset.decode(bytes((int) length)).toString();
  }

  private NpyHeader parse(String version, String dictionary, long at) {
    String type = find(TYPE, dictionary, at, "a plain element type ('descr')").group(1);
    String fortran = find(ORDER, dictionary, at, "'fortran_order'").group(1);
    Matcher shape = find(SHAPE, dictionary, at, "a 'shape' of one or two dimensions");
    NpyElement element =
        NpyElement.named(type)
            .orElseThrow(
                () ->
                    malformed(
                        at,
                        "elements of type '%s' are not read: convert the array with .astype('<f8')"
                            .formatted(type)));
    return new NpyHeader(
        version,
        element,
        fortran.equals("True"),
        Long.parseLong(shape.group(1)),
        shape.group(2) == null ? 1 : Long.parseLong(shape.group(2)),
        offset);
  }

  private Matcher find(Pattern pattern, String dictionary, long at, String what) {
    Matcher matcher = pattern.matcher(dictionary);
    if (!matcher.find()) {
      throw malformed(at, "the header does not give %s: %s".formatted(what, dictionary.strip()));
    }
    return matcher;
  }

  private ByteBuffer bytes(int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      int read = channel.read(bytes, offset + bytes.position());
      if (read < 0) {
        throw malformed(offset + bytes.position(), "the file ends within its header");
      }
    }
    offset += count;
    return bytes.flip();
  }

  private MalformedMatrixFile malformed(long at, String problem) {
    return new MalformedMatrixFile(file, "byte " + at, problem);
  }
}
