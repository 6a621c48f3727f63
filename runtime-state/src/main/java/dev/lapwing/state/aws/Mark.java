package dev.lapwing.state.aws;

import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The mark that a task is done, as the first who marks it writes it. It names its writer, who can
 * so tell, when an answer was lost and the request repeated, that the mark is his own.
 *
 * @param next the child that runs under the message of the task, if any
 * @param writer a random number, new for each marking
 */
record Mark(OptionalLong next, String writer) {

  static Mark with(OptionalLong next) {
    return new Mark(next, randomName());
  }

  /** A name that nobody else has chosen. */
  static String randomName() {
    return Integer.toHexString(ThreadLocalRandom.current().nextInt());
  }

  static Mark decode(String text) {
    int slash = text.indexOf('/');
    String child = text.substring(0, slash);
    return new Mark(
        child.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(child)),
        text.substring(slash + 1));
  }

  String encode() {
    return (next.isPresent() ? Long.toString(next.getAsLong()) : "") + "/" + writer;
  }
}
