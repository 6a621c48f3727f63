package dev.lapwing.cli;

import java.util.Optional;
import picocli.CommandLine.Option;
import software.amazon.awssdk.core.SdkSystemSetting;

/** The region that all clients of AWS in this process are in, wherever they are made. */
final class RegionOption {
  private Optional<String> region = Optional.empty();

  /** Called while options are read, before there is a client: clients ask this property first. */
  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "The AWS region (default: as AWS_REGION or ~/.aws/config say).")
  void set(String given) {
    region = Optional.ofNullable(given); // picocli's way to say that it is not given
    region.ifPresent(known -> System.setProperty(SdkSystemSetting.AWS_REGION.property(), known));
  }

  Optional<String> given() {
    return region;
  }
}
