package dev.lapwing.state.aws;

import dev.lapwing.state.TaskQueue.TaskMessage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a message: a version, the run, the task and its urgency, as in {@code lapwing/1
 * 01JAB3… 1234 0.75}. Whoever may send to a queue can write anything into it, so every part is
 * checked before any of it is believed.
 */
final class TaskBody {
  private static final String VERSION = "lapwing/1";
  private static final int LONGEST = 256;
  private static final Pattern PARTS = Pattern.compile("(lapwing/\\d{1,9}) (\\S+) (\\S+) (\\S+)");

  private TaskBody() {}

  static String encode(String run, TaskMessage message) {
    return "%s %s %d %s".formatted(VERSION, run, message.task(), message.urgency());
  }

  /** The message that a text of this run stands for. */
  static TaskMessage decode(String run, String text) throws ForeignMessage {
    if (text.length() > LONGEST) {
      throw new ForeignMessage(
          "it has %,d characters; a task's has at most %d".formatted(text.length(), LONGEST));
    }
    Matcher parts = PARTS.matcher(text);
    if (!parts.matches()) {
      throw new ForeignMessage("it is not a task of Lapwing");
    }
    if (!parts.group(1).equals(VERSION)) {
      throw new ForeignMessage(
          "it is of version '%s'; this executor reads '%s'".formatted(parts.group(1), VERSION));
    }
    if (!parts.group(2).equals(run)) {
      throw new ForeignMessage("it belongs to another run");
    }
    try {
      return new TaskMessage(Long.parseLong(parts.group(3)), Double.parseDouble(parts.group(4)));
    } catch (IllegalArgumentException e) {
      throw new ForeignMessage("its numbers are none: " + e.getMessage());
    }
  }
}
