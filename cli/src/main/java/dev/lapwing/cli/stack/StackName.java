package dev.lapwing.cli.stack;

import java.util.regex.Pattern;

/**
 * The name of a stack, after which everything in it is called. It has no hyphens, so that what is
 * called {@code a-...} never belongs to another stack {@code a-b}.
 */
public record StackName(String value) {
  /** What a stack is called if nobody says otherwise. */
  public static final String DEFAULT = "lapwing";

  private static final Pattern SYNTAX = Pattern.compile("[a-z][a-z0-9]{0,23}");

  /** Refuses what the template would refuse. */
  public StackName {
    if (!SYNTAX.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "'%s' cannot be the name of a stack: use 1 to 24 lower-case letters and digits, a letter first"
              .formatted(value));
    }
  }

  /** The bucket that the stack makes, unless it was given one. */
  public String bucket(String account, String region) {
    return value + "-" + account + "-" + region;
  }

  /** The option that names it on a command line, after a space; empty if it need not be named. */
  public String option() {
    return value.equals(DEFAULT) ? "" : " --name " + value;
  }

  /** The table. */
  public String table() {
    return value;
  }

  /** The function that runs tasks. */
  public String function() {
    return value + "-executor";
  }

  /** What the names of all queues of the stack start with. */
  public String queuePrefix() {
    return value + "-";
  }

  /** The queue of what could not be worked on. */
  public String deadLetters() {
    return value + "-dead";
  }

  @Override
  public String toString() {
    return value;
  }
}
