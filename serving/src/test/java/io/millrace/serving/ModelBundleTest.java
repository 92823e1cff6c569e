package io.millrace.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelBundleTest {

  @TempDir Path root;

  @Test
  void versionTenIsNewerThanVersionNine() {
    TinyBundles.frames(root, "contention", "9");
    TinyBundles.frames(root, "contention", "10");
    TinyBundles.frames(root, "another", "2024-06.2");
    TinyBundles.frames(root, "another", "2024-06.10");

    List<ModelBundle> all = ModelBundle.findAll(List.of(root));

    assertThat(all)
        .extracting(ModelBundle::toString)
        .containsExactly(
            "another 2024-06.2", "another 2024-06.10", "contention 9", "contention 10");
    assertThat(ModelBundle.newestOfEach(all))
        .extracting(ModelBundle::toString)
        .containsExactly("another 2024-06.10", "contention 10");
    assertThat(ModelBundle.newest(all, "contention")).contains(all.get(3));
    assertThat(ModelBundle.newest(all, "absent")).isEmpty();
  }

  @Test
  void aFolderThatIsStillBeingWrittenIsPassedOver() throws Exception {
    Files.createDirectories(root.resolve("contention/1/saved_model"));
    Files.createDirectories(root.resolve(".contention-2/2"));
    Files.writeString(root.resolve("README"), "not a bundle");

    assertThat(ModelBundle.findAll(List.of(root, root.resolve("absent")))).isEmpty();
  }

  @Test
  void oneWrongBundleIsReportedAndTheOthersAreFound() throws Exception {
    ModelBundle good = TinyBundles.frames(root, "contention", "1");
    Path wrong = Files.createDirectories(root.resolve("broken/1"));
    Files.writeString(wrong.resolve("model.json"), "{}");
    List<String> refused = new ArrayList<>();

    List<ModelBundle> found =
        ModelBundle.findAll(List.of(root), refusal -> refused.add(refusal.getMessage()));

    assertThat(found).containsExactly(good);
    assertThat(refused)
        .hasSize(1)
        .first()
        .asString()
        .startsWith(wrong.resolve("model.json") + ": ");
    assertThatThrownBy(() -> ModelBundle.findAll(List.of(root)))
        .isInstanceOf(InvalidBundleException.class);
  }

  @Test
  void aBundleInAnotherModelsFolderIsRefused() throws Exception {
    ModelBundle bundle = TinyBundles.frames(root, "contention", "1");
    Files.move(bundle.directory(), root.resolve("contention/2"));

    assertThatThrownBy(() -> ModelBundle.findAll(List.of(root)))
        .hasMessage(
            root.resolve("contention/2/model.json")
                + ": expected the name and version of its folders, found contention/1");
  }

  @Test
  void theEarlierRootWins(@TempDir Path second) {
    ModelBundle first = TinyBundles.frames(root, "contention", "1");
    TinyBundles.frames(second, "contention", "1");

    assertThat(ModelBundle.findAll(List.of(root, second))).containsExactly(first);
  }

  @Test
  void aMissingFileIsNamed() throws Exception {
    ModelBundle text = TinyBundles.text(root, "triage", "1");
    Files.delete(text.tokenizer());

    assertThatThrownBy(() -> ModelBundle.read(text.directory()))
        .hasMessage(text.tokenizer() + ": expected a file, found none");

    Files.delete(text.savedModel().resolve("saved_model.pb"));
    assertThatThrownBy(() -> ModelBundle.read(text.directory()))
        .hasMessageContaining("saved_model.pb: expected a file, found none");
  }
}
