package dev.lapwing.compiler;

/**
 * A step of a dependence query at given sizes, with all the steps after it. Running it visits every
 * solution; the visitor may stop the search.
 */
interface BoundStep {

  /** Receives the solutions of a query. */
  @FunctionalInterface
  interface Visitor {
    /** One solution, in the variables; {@code true} ends the search. */
    boolean visit(long[] env);
  }

  /** Visits the solutions; {@code true} if the visitor ended the search. */
  boolean run(long[] env, Visitor visitor);

  /** The number of solutions. */
  long count(long[] env);

  /** The end of a plan: the variables are a solution. */
  record Solution() implements BoundStep {
    @Override
    public boolean run(long[] env, Visitor visitor) {
      return visitor.visit(env);
    }

    @Override
    public long count(long[] env) {
      return 1;
    }
  }

  /** {@link Step.Check}. */
  record Check(Condition condition, BoundStep next) implements BoundStep {
    @Override
    public boolean run(long[] env, Visitor visitor) {
      return condition.holds(env) && next.run(env, visitor);
    }

    @Override
    public long count(long[] env) {
      return condition.holds(env) ? next.count(env) : 0;
    }
  }

  /** {@link Step.Solve}; {@code free} runs where the coefficient is zero. */
  record Solve(int slot, Code coefficient, Code rest, BoundStep next, BoundStep free)
      implements BoundStep {
    @Override
    public boolean run(long[] env, Visitor visitor) {
      long c = coefficient.at(env);
      long r = rest.at(env);
      if (c == 0) {
        return r == 0 && free.run(env, visitor);
      }
      return bind(env, c, r) && next.run(env, visitor);
    }

    @Override
    public long count(long[] env) {
      long c = coefficient.at(env);
      long r = rest.at(env);
      if (c == 0) {
        return r == 0 ? free.count(env) : 0;
      }
      return bind(env, c, r) ? next.count(env) : 0;
    }

    private boolean bind(long[] env, long c, long r) {
      if (c == 1) {
        env[slot] = Arithmetic.negate(r);
        return true;
      }
      env[slot] = Arithmetic.negate(r / c);
      return r % c == 0;
    }
  }
}
