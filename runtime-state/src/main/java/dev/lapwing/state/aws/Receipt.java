package dev.lapwing.state.aws;

import dev.lapwing.state.TaskQueue.Delivery;

/**
 * What names a delivery: the priority class whose queue it came from, and the receipt handle that
 * SQS gave for it.
 */
record Receipt(int priority, String handle) {

  static Receipt of(Delivery delivery) {
    String text = delivery.receipt();
    int colon = text.indexOf(':');
    return new Receipt(Integer.parseInt(text, 0, colon, 10), text.substring(colon + 1));
  }

  String encode() {
    return priority + ":" + handle;
  }
}
