package dev.lapwing.cli;

import com.sun.management.OperatingSystemMXBean;
import dev.lapwing.BigMatrix;
import dev.lapwing.CholeskyFactor;
import dev.lapwing.Lapwing;
import dev.lapwing.Residuals;
import dev.lapwing.Run;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What {@code lapwing doctor} looks at. */
final class Examination {
  private static final int TEST_ORDER = 1024;
  private static final double LARGEST_GOOD_RESIDUAL = 10;
  private static final long LEAST_TEMPORARY_SPACE = 1L << 30;

  private Examination() {}

  /** All checks, in the order in which they are read. */
  static List<Check> all() {
    List<Check> checks = new ArrayList<>();
    checks.add(java());
    try (Lapwing lapwing = Lapwing.local()) {
      checks.add(cores(lapwing));
      checks.add(kernels(lapwing));
      checks.add(memory(lapwing));
      checks.add(temporarySpace());
      checks.add(selfTest(lapwing));
    }
    return checks;
  }

  private static Check java() {
    return Check.ok(
        "java",
        "%s %s, %s %s"
            .formatted(
                System.getProperty("java.vm.name"),
                Runtime.version(),
                System.getProperty("os.name"),
                System.getProperty("os.arch")));
  }

  private static Check cores(Lapwing lapwing) {
    return Check.ok("cores", Numbers.count(lapwing.threads(), "core") + ", one task each");
  }

  private static Check kernels(Lapwing lapwing) {
    String kernels = lapwing.kernels();
    return kernels.contains("OpenBLAS")
        ? Check.ok("kernels", kernels)
        : Check.warn(
            "kernels",
            kernels,
            "this is several times slower than OpenBLAS; --verbose says why that was not loaded");
  }

  private static Check memory(Lapwing lapwing) {
    long machine =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    String finding =
        "%s for tiles, of the machine's %s"
            .formatted(ByteSize.text(lapwing.memoryBudget()), ByteSize.text(machine));
    return lapwing.memoryBudget() >= machine / 2
        ? Check.ok("memory", finding)
        : Check.warn(
            "memory",
            finding,
            "allow more with LAPWING_JAVA_OPTS=-XX:MaxDirectMemorySize=%dm"
                .formatted((machine / 5 * 4) >> 20));
  }

  private static Check temporarySpace() {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    long free = folder.toFile().getUsableSpace();
    String finding = "%s free in %s".formatted(ByteSize.text(free), folder);
    if (!Files.isWritable(folder)) {
      return Check.fail(
          "temporary", folder + " cannot be written", "set -Djava.io.tmpdir in LAPWING_JAVA_OPTS");
    }
    return free >= LEAST_TEMPORARY_SPACE
        ? Check.ok("temporary", finding)
        : Check.warn(
            "temporary", finding, "the native library is unpacked there: make 1 GiB of room");
  }

  private static Check selfTest(Lapwing lapwing) {
    try (BigMatrix a = lapwing.randomSpd(TEST_ORDER, 1)) {
      a.cholesky().close();
      Run<CholeskyFactor> run = a.async().cholesky();
      try (CholeskyFactor factor = run.join()) {
        double residual = Residuals.cholesky(a, factor.lower());
        String finding =
            String.format(
                Locale.ROOT,
                "Cholesky of %s: residual %s, %s Gflop/s",
                a.shape(),
                Numbers.residual(residual),
                Numbers.threeDigits(run.report().gigaflops()));
        return residual < LARGEST_GOOD_RESIDUAL
            ? Check.ok("self-test", finding)
            : Check.fail("self-test", finding, "the residual should be below 10: report a bug");
      }
    }
  }
}
