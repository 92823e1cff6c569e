package io.millrace.workbench.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.serving.ModelBundle;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TrainCommandTest {

  private static final String[] SMALL = {
    "--lookback=12", "--horizon=4", "--width=8", "--heads=2", "--layers=1", "--epochs=1"
  };

  @TempDir Path folder;

  private final StringWriter screen = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @Test
  void aCsvBecomesABundleThatSaysWhatItIsWorthAndHowToMakeItAgain() throws IOException {
    Path data = tides(300);

    int exit = train(data, "--name=tides");

    assertThat(errors.toString()).isEmpty();
    assertThat(exit).isZero();
    assertThat(screen.toString())
        .contains("300 rows of 2 variates, step PT1H, 1 missing values")
        .contains("iTransformer", "last value", "seasonal-naive", "DLinear");
    ModelBundle bundle = ModelBundle.read(folder.resolve("models").resolve("tides").resolve("1"));
    assertThat(bundle.manifest().variates()).containsExactly("tide", "wind");
    assertThat(bundle.manifest().metrics()).containsKeys("forecasters", "interval");
    assertThat(bundle.manifest().provenance())
        .containsEntry("testFromRow", 240)
        .containsKeys("dataSha256", "recipe", "command");
  }

  @Test
  void aRefusalIsOneSentenceAndNoBundle() throws IOException {
    Path data = Files.writeString(folder.resolve("bad.csv"), "time,a\n2026-01-01,one\n");

    int exit = train(data, "--name=bad");

    assertThat(exit).isEqualTo(1);
    assertThat(errors.toString())
        .isEqualToIgnoringNewLines(
            "millrace: " + data + " line 2: column a holds 'one', not a number");
    assertThat(folder.resolve("models")).doesNotExist();
  }

  private int train(Path data, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of(data.toString(), "--out=" + folder.resolve("models")));
    arguments.addAll(List.of(SMALL));
    arguments.addAll(List.of(more));
    return new CommandLine(new TrainCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(screen, true))
        .setErr(new PrintWriter(errors, true))
        .execute(arguments.toArray(String[]::new));
  }

  private Path tides(int rows) throws IOException {
    Random noise = new Random(4);
    StringBuilder csv = new StringBuilder("time,tide,wind\n");
    for (int row = 0; row < rows; row++) {
      csv.append(Instant.EPOCH.plusSeconds(3600L * row))
          .append(',')
          .append(row == 7 ? "" : Math.sin(row / 2.0))
          .append(',')
          .append(noise.nextGaussian())
          .append('\n');
    }
    return Files.writeString(folder.resolve("tides.csv"), csv);
  }
}
