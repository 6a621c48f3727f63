package dev.lapwing.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version of this build, which its jar knows. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"lapwing " + ofBuild() + " on Java " + Runtime.version()};
  }

  /** The version, or {@code development} outside a jar. */
  static String ofBuild() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
