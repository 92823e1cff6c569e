package io.millrace.workbench.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.serving.GoldenExamples;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.TextClassifier;
import io.millrace.transformers.imports.TinyCheckpoint;
import io.millrace.transformers.training.BatchInput;
import io.millrace.transformers.training.SavedModelWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import picocli.CommandLine;

class ImportCommandTest {

  @TempDir Path folder;

  private final TinyCheckpoint bert = TinyCheckpoint.bert(5, "calm", "alarm");
  private final StringWriter screen = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @Test
  void aCheckpointBecomesABundleThatAnswersItsOwnExamples() throws IOException {
    bert.tensors.put("cls.seen", new TinyCheckpoint.Kept(new int[] {1}, new float[1]));

    int exit = run(bert.write(folder.resolve("source")));

    assertThat(errors.toString()).isEmpty();
    assertThat(exit).isZero();
    assertThat(screen.toString())
        .contains("bert, 2 layers of width 8 with 2 heads, 10 word pieces")
        .contains("a classifier of one of [calm, alarm]")
        .contains("warning: 1 tensors are of no use here and were left out: cls.seen")
        .contains("ready for: millrace release");
    ModelBundle bundle = bundle("1");
    assertThat(bundle.manifest().labels()).containsExactly("calm", "alarm");
    assertThat(bundle.manifest().provenance())
        .containsEntry("source", "source")
        .containsKeys("sourceSha256", "encoder", "tensorsLeftOut");
    try (TextClassifier classifier = TextClassifier.load(bundle)) {
      GoldenExamples.read(bundle).orElseThrow().check(classifier);
    }
  }

  @Test
  void theNextImportIsTheNextVersionUnlessItReplacesOne() throws IOException {
    Path source = bert.write(folder.resolve("source"));
    run(source);

    run(source);
    run(source, "--replace=2");

    assertThat(bundle("2").manifest().version()).isEqualTo("2");
    assertThat(folder.resolve("models/tiny/3")).doesNotExist();
  }

  @Test
  void aCheckpointThatLacksATensorLeavesNoBundleBehind() throws IOException {
    bert.tensors.remove("classifier.bias");

    int exit = run(bert.write(folder.resolve("source")));

    assertThat(exit).isEqualTo(1);
    assertThat(errors.toString())
        .contains("tensor classifier.bias: expected shape [2], found no such tensor");
    assertThat(folder.resolve("models")).doesNotExist();
  }

  @Test
  void anEncoderWithoutLabelsIsRefused() throws IOException {
    bert.config.put("architectures", List.of("BertModel"));

    int exit = run(bert.write(folder.resolve("source")));

    assertThat(exit).isEqualTo(1);
    assertThat(errors.toString())
        .contains(
            "expected a checkpoint with a classifier or with a pooling (1_Pooling), found no head");
    assertThat(folder.resolve("models/tiny")).isEmptyDirectory();
  }

  @Test
  void aSavedModelThatKeepsTheContractBecomesABundle() throws IOException {
    Path source = savedModel("probabilities");

    int exit = run(source, "--labels=calm,alarm", "--maximum-tokens=64");

    assertThat(errors.toString()).isEmpty();
    assertThat(exit).isZero();
    assertThat(bundle("1").manifest().maximumTokens()).isEqualTo(64);
    assertThat(bundle("1").golden()).exists();
    assertThat(bundle("1").manifest().provenance())
        .containsEntry("imported", "TensorFlow SavedModel");
  }

  @Test
  void aSavedModelThatBreaksTheContractSaysWhereAndLeavesNoBundle() throws IOException {
    int exit = run(savedModel("logits"), "--labels=calm,alarm");

    assertThat(exit).isEqualTo(1);
    assertThat(errors.toString())
        .contains(
            "signature serve with output probabilities float32 [any, 2], found only [logits]");
    assertThat(folder.resolve("models/tiny")).isEmptyDirectory();
  }

  @Test
  void whatASavedModelDoesNotSayIsAskedForByItsOption() throws IOException {
    Path source = savedModel("probabilities");

    assertThat(run(source)).isEqualTo(1);
    assertThat(run(source, "--task=frames", "--labels=a,b")).isEqualTo(1);
    assertThat(run(source, "--task=forecast", "--variates=a")).isEqualTo(1);

    assertThat(errors.toString())
        .contains("--labels: expected names, which a SavedModel does not hold, found none")
        .contains("--channels: expected names")
        .contains("--step: expected such as PT1H, found none");
  }

  @Test
  void aFolderOfAnotherKindIsRefused() {
    int exit = run(folder);

    assertThat(exit).isEqualTo(1);
    assertThat(errors.toString()).contains("saved_model/ (TensorFlow), found neither");
  }

  /** Counts votes: each word has one for each of two labels. */
  private Path savedModel(String output) throws IOException {
    Path source = Files.createDirectories(folder.resolve("source"));
    Files.writeString(source.resolve("tokenizer.json"), TinyCheckpoint.tokenizer());
    SavedModelWriter.write(
        source.resolve("saved_model"),
        List.of(BatchInput.ints("input_ids", -1), BatchInput.ints("attention_mask", -1)),
        Map.of(),
        (at, inputs) -> {
          Ops tf = at.tf();
          float[][] votes = new float[TinyCheckpoint.WORDS.size()][2];
          votes[1][0] = 0.25f; // unknown words
          Operand<TFloat32> real =
              tf.expandDims(
                  tf.dtypes.cast(inputs.ints("attention_mask"), TFloat32.class), tf.constant(2));
          Operand<TFloat32> each =
              tf.gather(tf.constant(votes), inputs.ints("input_ids"), tf.constant(0));
          return Map.of(output, tf.nn.softmax(tf.sum(tf.math.mul(each, real), tf.constant(1))));
        });
    return source;
  }

  private ModelBundle bundle(String version) {
    return ModelBundle.read(folder.resolve("models/tiny").resolve(version));
  }

  private int run(Path source, String... more) {
    CommandLine command =
        new CommandLine(new ImportCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(new PrintWriter(screen, true))
            .setErr(new PrintWriter(errors, true));
    String[] arguments = {source.toString(), "--name=tiny", "--out=" + folder.resolve("models")};
    String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return command.execute(all);
  }
}
