package io.millrace.workbench.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.serving.ModelBundle;
import io.millrace.serving.TextClassifier;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TrainTextsTest {

  private static final String LABELS =
      """
      billing:
        - I was charged twice for the same order
        - where is my invoice for last month?
        - please refund the fee you took
      delivery:
        - my parcel never came
        - the package is a week late
        - where is my shipment right now
      """;

  private static final String LINES =
      """
      level\tlabel\tmessage
      INFO\troutine\tcheckpoint complete
      INFO\troutine\tflushed the segment
      INFO\troutine\tthe cache was refreshed
      WARN\tdisk\tno space left on device
      WARN\tdisk\tthe volume is full
      WARN\tdisk\tquota exceeded while writing
      """;

  @TempDir Path folder;

  private final StringWriter screen = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @Test
  void aHandfulOfExamplesBecomesABundleThatProvesItself() throws IOException {
    Path labels = Files.writeString(folder.resolve("labels.yaml"), LABELS);

    int exit = train(labels, "--name=mail", "--contrastive=never");

    assertThat(errors.toString()).isEmpty();
    assertThat(exit).isZero();
    Path bundle = folder.resolve("models/mail/1");
    assertThat(screen.toString())
        .contains("6 texts to learn from")
        .contains("to serve it: ./millrace release " + bundle);
    assertThat(bundle.resolve("report.html")).content().contains("mail 1", "What was answered");
    assertThat(bundle.resolve("golden.json")).isNotEmptyFile();
    try (TextClassifier classifier = TextClassifier.load(ModelBundle.read(bundle))) {
      classifier.prove();
      assertThat(
              classifier.classify(List.of("my package did not arrive")).answers().get(0).scores())
          .satisfies(
              scores -> assertThat(scores.get("delivery")).isGreaterThan(scores.get("billing")));
    }
  }

  @Test
  void linesWithATestFileAndRulesGiveAHeadForTheEncoderThatTheBuildAdds() throws IOException {
    Path lines = Files.writeString(folder.resolve("train.tsv"), LINES);
    Path test =
        Files.writeString(
            folder.resolve("test.tsv"), "label\tmessage\nroutine\tall is well\ndisk\tdisk full\n");
    Path rules = Files.writeString(folder.resolve("rules.tsv"), "disk\tfull\nroutine\t.\n");

    int exit =
        train(
            lines,
            "--task=text",
            "--name=lines",
            "--frozen-encoder",
            "--without-encoder",
            "--test=" + test,
            "--rules=" + rules);

    assertThat(errors.toString()).isEmpty();
    assertThat(exit).isZero();
    Path bundle = folder.resolve("models/lines/1");
    assertThat(bundle.resolve("head.json")).isNotEmptyFile();
    assertThat(bundle.resolve("saved_model")).doesNotExist();
    assertThat(Files.readString(bundle.resolve("model.json")))
        .contains("heldOutKeywordRules", "heldOutMajority", "--frozen-encoder", "testSha256");
  }

  @Test
  void whatCannotBeTrainedOnIsOneSentenceAndNoBundle() throws IOException {
    Path labels = Files.writeString(folder.resolve("labels.yml"), "a: [x, y]\nb: [z]\n");

    int exit = train(labels, "--name=few");

    assertThat(exit).isEqualTo(1);
    assertThat(errors.toString())
        .isEqualToIgnoringNewLines(
            "millrace: " + labels + " line 2: label b: expected 2 examples or more, found 1");
    assertThat(folder.resolve("models")).doesNotExist();
  }

  @Test
  void leavingOutAnEncoderThatIsTrainedIsRefused() throws IOException {
    Path lines = Files.writeString(folder.resolve("train.tsv"), LINES);

    int exit = train(lines, "--task=text", "--name=lines", "--without-encoder");

    assertThat(exit).isEqualTo(1);
    assertThat(errors.toString())
        .contains("--without-encoder: expected --frozen-encoder beside it");
  }

  private int train(Path data, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of(data.toString(), "--out=" + folder.resolve("models")));
    arguments.addAll(List.of(more));
    return new CommandLine(new TrainCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOverwrittenOptionsAllowed(true)
        .setOut(new PrintWriter(screen, true))
        .setErr(new PrintWriter(errors, true))
        .execute(arguments.toArray(String[]::new));
  }
}
