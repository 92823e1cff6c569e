package io.millrace.workbench.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.transformers.text.HeadFitting.Teaching;
import io.millrace.transformers.text.LabelledText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelsFileTest {

  @TempDir Path folder;

  @Test
  void examplesStandUnderTheirLabels() throws IOException {
    LabelsFile labels =
        read(
            """
            # what customers write
            billing:
              - I was charged twice
              - "where is my invoice?"
            delivery: [it never came, the parcel is late]
            """);

    assertThat(labels.examples())
        .containsExactly(
            new LabelledText("I was charged twice", "billing", "labels.yaml line 3"),
            new LabelledText("where is my invoice?", "billing", "labels.yaml line 4"),
            new LabelledText("it never came", "delivery", "labels.yaml line 5"),
            new LabelledText("the parcel is late", "delivery", "labels.yaml line 5"));
    assertThat(labels.settings()).isEqualTo(LabelsSettings.none());
  }

  @Test
  void settingsSayHowToTrain() throws IOException {
    LabelsFile labels =
        read("settings: {contrastive: if-better, seed: 7}\nyes: [a, b]\nno: [c, d]\n");

    assertThat(labels.settings()).isEqualTo(new LabelsSettings(Teaching.IF_BETTER, 7));
    assertThat(labels.examples()).extracting(LabelledText::label).contains("yes", "no");
  }

  @Test
  void everyFaultNamesFileLineAndLabel() throws IOException {
    assertFault("a: [x, y]\n", "line 1: expected 2 labels or more, found [a]");
    assertFault("a: [x, y]\nb: [z]\n", "line 2: label b: expected 2 examples or more, found 1");
    assertFault("a: [x, y]\nb: []\n", "line 2: label b: expected 2 examples or more, found 0");
    assertFault(
        "a:\n- x\n- y\nb:\n- z\n- x\n",
        "line 6: label b: this example stands under a already, labels.yaml line 2: \"x\"");
    assertFault(
        "a: [x, x]\nb: [y, z]\n",
        "line 1: label a: this example stands under a already, labels.yaml line 1: \"x\"");
    assertFault(
        "a:\n- x\n- 42\nb: [y, z]\n",
        "line 3: label a: expected a text, found 42; put it in quotes");
    assertFault(
        "a:\n- x\n- yes\n", "line 3: label a: expected a text, found yes; put it in quotes");
    assertFault("a:\n- x\n-\n", "line 3: label a: expected a text, found none");
    assertFault(
        "a:\n- x\n- {y: z}\n", "line 3: label a: expected a text, found a list or a mapping");
    assertFault("a: x\nb: [y, z]\n", "line 1: label a: expected a list of examples");
    assertFault("a: [x, y]\na: [v, w]\n", "line 2: label a: stands here again");
    assertFault("- x\n- y\n", ": expected a label, a colon and a list of examples");
    assertFault("a: [x, y\nb: [z]\n", "no YAML");
    assertFault("settings: {speed: 3}\n", "line 1: settings: speed: no such setting");
    assertFault(
        "settings:\n  contrastive: maybe\n",
        "line 2: settings: contrastive: expected if-better, always or never, found maybe");
    assertFault(
        "settings:\n  seed: x\n", "line 2: settings: seed: expected a whole number, found x");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> LabelsFile.read(folder.resolve("no.yaml")))
        .hasMessage(folder.resolve("no.yaml") + ": there is no such file");
  }

  private void assertFault(String content, String sentence) throws IOException {
    Path file = folder.resolve("labels.yaml");
    Files.writeString(file, content);
    assertThatThrownBy(() -> LabelsFile.read(file))
        .isInstanceOf(InvalidTextsException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(sentence);
  }

  private LabelsFile read(String content) throws IOException {
    return LabelsFile.read(Files.writeString(folder.resolve("labels.yaml"), content));
  }
}
