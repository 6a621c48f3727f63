package dev.lapwing.cli.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The CloudFormation template, {@code deploy/lapwing.yaml}, which is part of the command's jar. */
public final class Template {
  /** The longest text that CloudFormation takes in a request. */
  static final int MOST_BYTES = 51_200;

  private Template() {}

  /** Its text. */
  public static String text() {
    try (InputStream stream = Template.class.getResourceAsStream("/deploy/lapwing.yaml")) {
      if (stream == null) {
        throw new IllegalStateException("deploy/lapwing.yaml is not in this build of lapwing");
      }
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
