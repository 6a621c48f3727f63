package dev.lapwing;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/** The memory outside the Java heap, where tiles live. */
final class DirectMemory {
  private static final String OPTION = "MaxDirectMemorySize";

  private DirectMemory() {}

  /**
   * The most bytes that this JVM lets direct buffers take: what {@code -XX:MaxDirectMemorySize}
   * says, or as much as the heap.
   */
  static long limit() {
    var jvm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    long given = jvm == null ? 0 : Long.parseLong(jvm.getVMOption(OPTION).getValue());
    return given > 0 ? given : Runtime.getRuntime().maxMemory();
  }
}
