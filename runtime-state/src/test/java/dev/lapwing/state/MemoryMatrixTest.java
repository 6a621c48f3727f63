package dev.lapwing.state;

import dev.lapwing.state.contract.StoredMatrixContract;

class MemoryMatrixTest extends StoredMatrixContract {
  private final Storage storage = Storage.inMemory(pool);

  @Override
  protected Storage storage() {
    return storage;
  }

  @Override
  protected String uri(String name) {
    return "mem:" + name;
  }
}
