package io.millrace.transformers.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledRunTest {

  private static final int KILLS = 3;

  @TempDir Path folder;

  @Test
  void killedThreeTimesItEndsWithTheWeightsOfAnUnbrokenRun()
      throws IOException, InterruptedException {
    List<String> unbroken = runs("unbroken", 0).toTheEnd();

    List<String> resumed = runs("killed", KILLS).toTheEnd();

    assertThat(weights(resumed)).isEqualTo(weights(unbroken));
    assertThat(steps(unbroken)).isEqualTo(240);
    assertThat(steps(resumed)).isLessThan(240);
  }

  private KilledRuns runs(String name, int kills) {
    return new KilledRuns(
        command(folder.resolve(name + ".safetensors")),
        Map.of("TF_DETERMINISTIC_OPS", "1"),
        TrainingChild.STEP,
        kills,
        30,
        11);
  }

  private static String weights(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith(TrainingChild.WEIGHTS))
        .findFirst()
        .orElseThrow();
  }

  private static long steps(List<String> lines) {
    return lines.stream().filter(line -> line.startsWith(TrainingChild.STEP)).count();
  }

  /** This JVM's Java, class path and native cache. */
  private static List<String> command(Path checkpoint) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    for (String name : List.of("java.io.tmpdir", "org.bytedeco.javacpp.cachedir")) {
      command.add("-D" + name + "=" + System.getProperty(name, ""));
    }
    if (Runtime.version().feature() >= 24) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(TrainingChild.class.getName(), checkpoint.toString()));
    return command;
  }
}
