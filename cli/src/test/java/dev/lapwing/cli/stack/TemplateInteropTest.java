package dev.lapwing.cli.stack;

import dev.lapwing.state.interop.Python;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** cfn-lint knows all properties of the template, and moto makes what it describes. */
@Tag("interop")
class TemplateInteropTest {
  private static final Path SCRIPTS = Path.of("src/test/python").toAbsolutePath();
  private static final Path TEMPLATE = Path.of("../deploy/lapwing.yaml").toAbsolutePath();

  private static Python python;

  @BeforeAll
  static void install() throws IOException, InterruptedException {
    python = Python.with(SCRIPTS.resolve("requirements.txt"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lint", "create"})
  void othersFindTheTemplateCorrect(String check) throws IOException, InterruptedException {
    python.run(SCRIPTS.resolve("template_check.py"), check, TEMPLATE.toString());
  }
}
