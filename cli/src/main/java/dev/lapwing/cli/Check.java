package dev.lapwing.cli;

import java.util.Locale;

/**
 * One thing that was looked at.
 *
 * @param verdict how it is
 * @param name what it is about
 * @param finding what was found
 * @param cure what to do about it; empty if nothing is wrong
 */
record Check(Verdict verdict, String name, String finding, String cure) {

  /** How a thing is. */
  enum Verdict {
    /** As it should be. */
    OK,
    /** It works, but not as well as it could. */
    WARN,
    /** It does not work. */
    FAIL
  }

  static Check ok(String name, String finding) {
    return new Check(Verdict.OK, name, finding, "");
  }

  static Check warn(String name, String finding, String cure) {
    return new Check(Verdict.WARN, name, finding, cure);
  }

  static Check fail(String name, String finding, String cure) {
    return new Check(Verdict.FAIL, name, finding, cure);
  }

  /** The verdict as it is printed. */
  String word() {
    return verdict.name().toLowerCase(Locale.ROOT);
  }
}
