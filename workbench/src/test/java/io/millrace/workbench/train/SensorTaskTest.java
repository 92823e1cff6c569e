package io.millrace.workbench.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.serving.Classification;
import io.millrace.serving.Explanation;
import io.millrace.serving.FrameClassifier;
import io.millrace.serving.ModelBundle;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SensorTaskTest {

  private static final int SAMPLES = 12;
  private static final String HEADER =
      "@univariate true\n@seriesLength 12\n@classLabel true down up\n@data\n";

  @TempDir Path folder;

  private final StringWriter screen = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @Test
  void aTsFileBecomesABundleThatAnswersAndSaysWhereItLooked() throws IOException {
    Path data = ts("Slopes_TRAIN.ts", 24, 1);
    ts("Slopes_TEST.ts", 20, 2);
    Path recorded = ndjson("recorded.ndjson", 12, 3);

    int exit = train(data, "--name=slopes", "--steps=100", "--locate", "--pretrain=" + recorded);

    assertThat(errors.toString()).isEmpty();
    assertThat(exit).isZero();
    assertThat(screen.toString())
        .contains("labels [down, up], frames of 12 samples of channels dim0")
        .contains("20 held-out frames; 24 were learnt from, 0 validated")
        .contains("pre-training tells hidden samples", "window classifier", "nearest frame");
    Path place = folder.resolve("models").resolve("slopes").resolve("1");
    assertThat(place.resolve("report.html")).isNotEmptyFile();
    assertThat(place.resolve("recipe.args"))
        .content()
        .contains("--task=SENSOR", "--steps=100", "--pretrain=");
    ModelBundle bundle = ModelBundle.read(place);
    assertThat(bundle.manifest().labels()).containsExactly("down", "up");
    assertThat(bundle.manifest().channels()).containsExactly("dim0");
    assertThat(bundle.manifest().metrics()).containsKeys("heldOut", "heldOut, nearest frame");
    assertThat(bundle.manifest().provenance())
        .containsEntry("pretrainedOn", "12 unlabelled frames")
        .containsKeys("command", "recipe", "split");
    try (FrameClassifier served = FrameClassifier.load(bundle)) {
      double[][] up = {slope(true, new Random(9))};
      Classification answer = served.classify(List.<double[][]>of(up)).answers().get(0);
      assertThat(answer.label()).isEqualTo("up");
      Explanation explanation = served.explain(up, answer, Duration.ofMinutes(1));
      assertThat(explanation.parts()).hasSize(SAMPLES); // a token a sample
    }
  }

  @Test
  void aFrameOfAnotherLengthIsNamedByFileAndLineBeforeTraining() throws IOException {
    Path data = ts("Slopes.ts", 24, 1);
    Files.writeString(data, Files.readString(data) + "1,2,3:up\n");

    int exit = train(data, "--name=slopes");

    assertThat(exit).isEqualTo(1);
    assertThat(errors.toString())
        .contains("millrace: Slopes.ts line 29: channel dim0: expected 12 samples, found 3");
    assertThat(screen.toString()).doesNotContain("epoch");
  }

  @Test
  void framesToPreTrainOnMustLookLikeTheOthers() throws IOException {
    Path other = Files.writeString(folder.resolve("x.ndjson"), "{\"channels\":{\"x\":[1,2]}}\n");

    int exit = train(ts("Slopes.ts", 24, 1), "--name=slopes", "--pretrain=" + other);

    assertThat(exit).isEqualTo(1);
    assertThat(errors.toString()).contains("x.ndjson line 1: channels: expected [dim0], found [x]");
  }

  private int train(Path data, String... options) {
    CommandLine command = new CommandLine(new TrainCommand());
    command.setOut(new PrintWriter(screen)).setErr(new PrintWriter(errors, true));
    String[] all = Arrays.copyOf(options, options.length + 3);
    all[options.length] = data.toString();
    all[options.length + 1] = "--task=SENSOR";
    all[options.length + 2] = "--out=" + folder.resolve("models");
    return command.execute(all);
  }

  private Path ts(String name, int count, long seed) throws IOException {
    Random random = new Random(seed);
    StringBuilder lines = new StringBuilder(HEADER);
    for (int i = 0; i < count; i++) {
      boolean up = i % 2 == 1;
      lines.append(joined(slope(up, random))).append(up ? ":up\n" : ":down\n");
    }
    return Files.writeString(folder.resolve(name), lines);
  }

  private Path ndjson(String name, int count, long seed) throws IOException {
    Random random = new Random(seed);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      String samples = joined(slope(i % 2 == 1, random));
      lines.append("{\"channels\":{\"dim0\":[").append(samples).append("]}}\n");
    }
    return Files.writeString(folder.resolve(name), lines);
  }

  private static double[] slope(boolean up, Random random) {
    double[] samples = new double[SAMPLES];
    for (int time = 0; time < SAMPLES; time++) {
      samples[time] = (up ? 0.3 : -0.3) * time + 0.3 * random.nextGaussian();
    }
    return samples;
  }

  private static String joined(double[] samples) {
    return Arrays.stream(samples).mapToObj(Double::toString).collect(Collectors.joining(","));
  }
}
