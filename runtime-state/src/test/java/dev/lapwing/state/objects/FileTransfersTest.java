package dev.lapwing.state.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTransfersTest {
  private static final int BYTES = (32 << 20) + 7;

  @TempDir private Path folder;

  @Test
  void whatIsOnTheHeapGoesThroughLittleDirectMemory() throws IOException {
    byte[] content = new byte[BYTES];
    new Random(5).nextBytes(content);
    ByteBuffer read = ByteBuffer.allocate(BYTES);
    long before = directBytes();

    try (FileChannel file = created()) {
      FileTransfers.write(file, ByteBuffer.wrap(content));
      file.position(0);
      FileTransfers.read(file, read);
    }

    assertThat(read.flip()).isEqualTo(ByteBuffer.wrap(content));
    assertThat(directBytes() - before).isLessThan(BYTES / 8);
  }

  @Test
  void partsFollowEachOtherAndKeepTheirPositions() throws IOException {
    ByteBuffer first = ByteBuffer.allocateDirect(16).putLong(0, 1).putLong(8, 2).position(8);
    ByteBuffer second = ByteBuffer.allocate(8).putLong(0, 3);
    ByteBuffer read = ByteBuffer.allocate(16);

    try (FileChannel file = created()) {
      FileTransfers.write(file, first, second);
      file.position(0);
      FileTransfers.read(file, read);
    }

    assertThat(read.flip().getLong()).isEqualTo(2);
    assertThat(read.getLong()).isEqualTo(3);
    assertThat(first.remaining()).isEqualTo(8);
    assertThat(second.remaining()).isEqualTo(8);
  }

  @Test
  void aFileThatEndsTooEarlySaysByHowMuch() throws IOException {
    try (FileChannel file = created()) {
      FileTransfers.write(file, ByteBuffer.allocate(5));
      file.position(0);

      assertThatThrownBy(() -> FileTransfers.read(file, ByteBuffer.allocate(8)))
          .isInstanceOf(EOFException.class)
          .hasMessage("The file ends 3 bytes too early.");
    }
  }

  private FileChannel created() throws IOException {
    return FileChannel.open(
        folder.resolve("file"),
        StandardOpenOption.CREATE,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE);
  }

  private static long directBytes() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getTotalCapacity)
        .sum();
  }
}
