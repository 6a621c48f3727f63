package dev.lapwing.executor.lambda;

import java.io.Serial;

/** An event that is none of ours. Nothing was done; the message says what would be one. */
final class BadEvent extends IllegalArgumentException {
  @Serial private static final long serialVersionUID = 1L;

  private static final String FORMS =
      " Send {\"run\": \"ID\"}, perhaps with \"launch\": NUMBER, or {\"sweep\": true}.";

  BadEvent(String what) {
    super(what + FORMS);
  }
}
