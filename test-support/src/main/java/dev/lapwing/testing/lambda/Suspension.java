package dev.lapwing.testing.lambda;

import java.util.List;

/** Environments that were stopped where they were, until this is closed. */
public final class Suspension implements AutoCloseable {
  private final List<Environment> environments;

  Suspension(List<Environment> environments) {
    this.environments = environments;
  }

  /** How many were stopped. */
  public int count() {
    return environments.size();
  }

  /** Lets them go on, those that have not been killed meanwhile. */
  @Override
  public void close() {
    environments.forEach(Environment::resume);
  }
}
