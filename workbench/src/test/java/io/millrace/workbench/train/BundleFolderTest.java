package io.millrace.workbench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleFolderTest {

  @TempDir Path root;

  private BundleFolder folder;

  @BeforeEach
  void model() {
    folder = new BundleFolder(root, "tides");
  }

  @Test
  void theNextVersionIsOneMoreThanTheLargest() throws IOException {
    assertThat(folder.nextVersion()).isEqualTo("1");

    folder.write("9", saying("nine"));
    folder.write("10", saying("ten"));
    folder.write("trial", saying("no number"));

    assertThat(folder.nextVersion()).isEqualTo("11");
  }

  @Test
  void aVersionThatIsWrittenAgainIsReplaced() throws IOException {
    folder.write("1", saying("old"));

    Path bundle = folder.write("1", saying("new"));

    assertThat(bundle.resolve("model.json")).hasContent("new");
    assertThat(present()).containsExactly("1");
  }

  @Test
  void aBundleThatFailsHalfWayLeavesNothingAndKeepsTheOldOne() throws IOException {
    folder.write("1", saying("old"));

    assertThatThrownBy(
            () ->
                folder.write(
                    "1",
                    directory -> {
                      saying("half").write(directory);
                      throw new IOException("disk full");
                    }))
        .hasMessage("disk full");

    assertThat(root.resolve("tides").resolve("1").resolve("model.json")).hasContent("old");
    assertThat(present()).containsExactly("1");
  }

  private static BundleFolder.Content saying(String text) {
    return directory -> Files.writeString(directory.resolve("model.json"), text);
  }

  private List<String> present() throws IOException {
    try (Stream<Path> versions = Files.list(root.resolve("tides"))) {
      return versions.map(path -> path.getFileName().toString()).toList();
    }
  }
}
