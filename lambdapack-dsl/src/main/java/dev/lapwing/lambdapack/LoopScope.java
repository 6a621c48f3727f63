package dev.lapwing.lambdapack;

/** One loop of a program while it is recorded; two loops with the same name are two scopes. */
final class LoopScope {

  private final Expr.IndexValue index;
  private final String source;

  LoopScope(Expr.IndexValue index, String source) {
    this.index = index;
    this.source = source;
  }

  Expr.IndexValue index() {
    return index;
  }

  @Override
  public String toString() {
    return index.name() + " (" + source + ")";
  }
}
