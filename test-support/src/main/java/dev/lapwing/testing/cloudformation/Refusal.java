package dev.lapwing.testing.cloudformation;

/** A request that is not carried out; the texts are AWS's. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;
  private final String code;

  Refusal(String code, String message) {
    super(message);
    this.code = code;
  }

  static Refusal validation(String message) {
    return new Refusal("ValidationError", message);
  }

  static Refusal noStack(String name) {
    return validation("Stack with id %s does not exist".formatted(name));
  }

  String code() {
    return code;
  }
}
