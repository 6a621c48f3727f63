package dev.lapwing.state.interop;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class ZarrPythonTest extends ZarrPythonExchange {
  @TempDir private Path folder;

  @Override
  String place(String name) {
    return folder.resolve(name).toString();
  }

  @Override
  Map<String, String> environment() {
    return Map.of();
  }
}
