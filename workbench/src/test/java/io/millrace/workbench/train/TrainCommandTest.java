package io.millrace.workbench.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.serving.ModelBundle;
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

class TrainCommandTest {

  private static final String[] SMALL = {
    "--lookback=12", "--horizon=4", "--width=8", "--heads=2", "--layers=1", "--epochs=1"
  };

  @TempDir Path folder;

  private final StringWriter screen = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @Test
  void aCsvBecomesABundleThatSaysWhatItIsWorthAndHowToMakeItAgain() throws IOException {
    Path data = Tides.csv(folder, 300);

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
  void itsRecipeMakesTheSameWeightsAgain() throws IOException {
    train(Tides.csv(folder, 300), "--name=tides", "--calendar");
    Path first = folder.resolve("models").resolve("tides").resolve("1");

    int exit = command().execute("@" + first.resolve("recipe.args"), "--name=again", "--seed=1");

    assertThat(errors.toString()).isEmpty();
    assertThat(exit).isZero();
    Path second = folder.resolve("models").resolve("again").resolve("1");
    assertThat(ModelBundle.read(second).manifest().provenance().get("weightsSha256"))
        .isEqualTo(ModelBundle.read(first).manifest().provenance().get("weightsSha256"));
    assertThat(Files.readString(first.resolve("recipe.args")))
        .contains("--lookback=12", "--season=", "--epochs=1", "--learning-rate=2.0E-4");
    assertThat(first.resolve("report.html")).isNotEmptyFile();
  }

  @Test
  void aGapLongerThanAllowedIsNamedBeforeTraining() throws IOException {
    int exit = train(Tides.csv(folder, 300), "--name=tides", "--gap-limit=0");

    assertThat(exit).isEqualTo(1);
    assertThat(errors.toString())
        .contains("column tide has no value at 1970-01-01T07:00:00Z, and Previous[longest=0]");
  }

  @Test
  void everyHeadAndForecasterTrains() throws IOException {
    for (String choice :
        List.of("--head=point", "--head=fourier", "--forecaster=dlinear", "--forecaster=rlinear")) {
      int exit = train(Tides.csv(folder, 300), "--name=tides", choice);

      assertThat(errors.toString()).as(choice).isEmpty();
      assertThat(exit).isZero();
    }
    assertThat(
            ModelBundle.read(folder.resolve("models").resolve("tides").resolve("4"))
                .manifest()
                .quantiles())
        .containsExactly(0.1, 0.5, 0.9);
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
    return command().execute(arguments.toArray(String[]::new));
  }

  private CommandLine command() {
    return new CommandLine(new TrainCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOverwrittenOptionsAllowed(true)
        .setOut(new PrintWriter(screen, true))
        .setErr(new PrintWriter(errors, true));
  }
}
