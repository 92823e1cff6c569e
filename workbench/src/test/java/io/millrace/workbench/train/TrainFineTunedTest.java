package io.millrace.workbench.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.serving.Classification;
import io.millrace.serving.Explanation;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.TextClassifier;
import io.millrace.transformers.imports.TinyCheckpoint;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Fine-tunings of an encoder so small that they take a moment. */
class TrainFineTunedTest {

  private static final List<String> FILLERS = List.of("all", "is", "full");

  @TempDir Path folder;

  private final StringWriter screen = new StringWriter();
  private final StringWriter errors = new StringWriter();
  private Path encoder = Path.of("");

  @BeforeEach
  void anEncoder() throws IOException {
    encoder = TinyCheckpoint.bert(3, "one", "two").write(folder.resolve("encoder"));
  }

  @Test
  void aClassifierOfAnImportedEncoderAndItsCompressionsAreBundlesAlike() throws IOException {
    Path lines = Files.writeString(folder.resolve("lines.tsv"), oneLabel(400));

    int exit = train(lines, "--name=alarms", "--compress=int8,rank:3");

    assertThat(errors.toString()).isEmpty();
    assertThat(exit).isZero();
    assertThat(screen.toString()).contains("points lost", "times as fast");
    for (String name : List.of("alarms", "alarms-int8", "alarms-rank-3")) {
      Path bundle = folder.resolve("models").resolve(name).resolve("1");
      assertThat(bundle.resolve("report.html")).content().contains(name + " 1");
      ModelBundle read = ModelBundle.read(bundle);
      assertThat(read.manifest().provenance().toString())
          .contains("family=bert", "model.safetensors");
      try (TextClassifier classifier = TextClassifier.load(read)) {
        classifier.prove();
        assertThat(fire(classifier, "fire")).isGreaterThan(fire(classifier, "disk"));
      }
    }
    assertThat(folder.resolve("models/alarms/1/report.html")).content().contains("Made smaller");
    assertThat(ModelBundle.read(folder.resolve("models/alarms-int8/1")).manifest().metrics())
        .containsKey("compression");
  }

  @Test
  void textsOfManyLabelsGiveAThresholdEachAndTokensTheirShareOfTheAttention() throws IOException {
    Path lines = Files.writeString(folder.resolve("lines.ndjson"), manyLabels(600));

    int exit = train(lines, "--name=tags", "--multi-label");

    assertThat(errors.toString()).isEmpty();
    assertThat(exit).isZero();
    assertThat(screen.toString()).contains("micro-F1", "threshold");
    Path bundle = folder.resolve("models/tags/1");
    assertThat(bundle.resolve("report.html")).content().contains("By label", "never any label");
    ModelBundle read = ModelBundle.read(bundle);
    assertThat(read.manifest().multiLabel()).isTrue();
    assertThat(read.manifest().thresholds()).containsOnlyKeys("disk", "fire");
    try (TextClassifier classifier = TextClassifier.load(read)) {
      classifier.prove();
      String both = "all is fire full is disk all is";
      List<Classification> answers =
          classifier
              .classify(
                  List.of(
                      both, "all is full all is is full all", "is fire all full is all is full"))
              .answers();
      assertThat(answers.get(0).labels()).containsExactlyInAnyOrder("fire", "disk");
      assertThat(answers.get(1).labels()).isEmpty();
      assertThat(answers.get(2).labels()).containsExactly("fire");
      Explanation why = classifier.explain(both, answers.get(0), "disk", Duration.ofSeconds(10));
      assertThat(why.parts()).hasSize(8).allMatch(part -> part.weight() >= 0);
      assertThat(why.parts().stream().mapToDouble(Explanation.Part::weight).sum())
          .isBetween(0.01, 1.0001);
    }
  }

  @Test
  void aCellHoldsSeveralLabelsOrNone() throws IOException {
    StringBuilder lines = new StringBuilder("text\tlabel\n");
    for (int i = 0; i < 20; i++) {
      lines.append("fire disk ").append("is ".repeat(i + 1)).append("\tfire; disk\n");
      lines.append("all full ").append("is ".repeat(i + 1)).append("\t\n");
    }
    Path file = Files.writeString(folder.resolve("lines.tsv"), lines);

    int exit = train(file, "--name=cells", "--multi-label", "--label-separator=;", "--epochs=1");

    assertThat(errors.toString()).isEmpty();
    assertThat(exit).isZero();
    assertThat(ModelBundle.read(folder.resolve("models/cells/1")).manifest().labels())
        .containsExactly("disk", "fire");
  }

  @Test
  void optionsThatDoNotGoTogetherAreRefusedBeforeAnythingIsTrained() throws IOException {
    Path lines = Files.writeString(folder.resolve("lines.tsv"), oneLabel(20));

    assertThat(train(lines, "--name=a", "--compress=int8,rank:3+int8")).isEqualTo(1);
    assertThat(train(lines, "--name=a", "--compress", "--frozen-encoder")).isEqualTo(1);
    assertThat(train(lines, "--name=a", "--multi-label", "--class-weights")).isEqualTo(1);
    assertThat(train(lines, "--name=a", "--label-separator=;")).isEqualTo(1);
    assertThat(train(lines, "--name=a", "--encoder=" + folder.resolve("none"))).isEqualTo(1);

    assertThat(errors.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("--compress:", "found 'rank:3+int8'"),
            line -> assertThat(line).contains("--compress:", "leave out --frozen-encoder"),
            line -> assertThat(line).contains("--multi-label:", "--class-weights"),
            line -> assertThat(line).contains("--label-separator:", "--multi-label"),
            line -> assertThat(line).contains("config.json"));
    assertThat(folder.resolve("models")).doesNotExist();
  }

  /** How likely it finds fire in a text with the word. */
  private static double fire(TextClassifier classifier, String word) {
    String text = "all is " + word + " full is all full is";
    return classifier.classify(List.of(text)).answers().get(0).scores().getOrDefault("fire", 0.0);
  }

  /** A text holds the word that is its label. */
  private static String oneLabel(int count) {
    Random random = new Random(1);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      String label = i % 2 == 0 ? "fire" : "disk";
      lines.append(text(random, List.of(label))).append('\t').append(label).append('\n');
    }
    return "text\tlabel\n" + lines;
  }

  /** A text holds all words that are its labels. */
  private static String manyLabels(int count) {
    Random random = new Random(1);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      List<String> labels = new ArrayList<>();
      if (i % 3 != 0) {
        labels.add("fire");
      }
      if (i % 4 == 0) {
        labels.add("disk");
      }
      String listed = String.join(",", labels.stream().map(label -> '"' + label + '"').toList());
      lines.append(
          "{\"text\": \"%s\", \"labels\": [%s]}%n".formatted(text(random, labels), listed));
    }
    return lines.toString();
  }

  private static String text(Random random, List<String> words) {
    List<String> text = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      text.add(FILLERS.get(random.nextInt(FILLERS.size())));
    }
    words.forEach(word -> text.set(random.nextInt(4) + 4 * words.indexOf(word), word));
    return String.join(" ", text);
  }

  private int train(Path data, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                data.toString(),
                "--task=text",
                "--out=" + folder.resolve("models"),
                "--encoder=" + encoder,
                "--learning-rate=0.02",
                "--epochs=12"));
    arguments.addAll(List.of(more));
    return new CommandLine(new TrainCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOverwrittenOptionsAllowed(true)
        .setOut(new PrintWriter(screen, true))
        .setErr(new PrintWriter(errors, true))
        .execute(arguments.toArray(String[]::new));
  }
}
