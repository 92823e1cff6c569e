package io.millrace.workbench.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ResultsTest {

  private static final Path DOCS = Path.of("..", "docs");

  @Test
  void thePageOfResultsIsWhatItsFilesMakeOfIt() throws IOException {
    assertThat(Files.readString(DOCS.resolve("results.md"))).isEqualTo(new Results(DOCS).page());
  }
}
