package io.millrace.workbench.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.serving.ForecastNetwork;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class TrainCommandTest {

  private static final String[] SMALL = {
    "--lookback=12",
    "--horizon=4",
    "--width=8",
    "--heads=2",
    "--layers=1",
    "--epochs=1",
    "--patch=4",
    "--stride=2"
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

    int exit =
        command()
            .execute("@" + first.resolve("recipe.args"), "--name=again", "--quantiles=0.1,0.5,0.9");

    assertThat(errors.toString()).isEmpty();
    assertThat(exit).isZero();
    Path second = folder.resolve("models").resolve("again").resolve("1");
    assertThat(ModelBundle.read(second).manifest().provenance().get("weightsSha256"))
        .isEqualTo(ModelBundle.read(first).manifest().provenance().get("weightsSha256"));
    assertThat(Files.readString(first.resolve("recipe.args")))
        .contains("--lookback=12", "--season=", "--epochs=1", "--learning-rate=2.0E-4");
    assertThat(first.resolve("report.html")).isNotEmptyFile();
  }

  @ParameterizedTest
  @ValueSource(strings = {"s-mamba", "informer", "autoformer"})
  void everyNetworkBecomesABundleThatForecasts(String forecaster) throws IOException {
    int exit =
        train(
            Tides.csv(folder, 300),
            "--name=tides",
            "--forecaster=" + forecaster,
            "--calendar",
            "--mask");

    assertThat(errors.toString()).isEmpty();
    assertThat(exit).isZero();
    Path bundle = folder.resolve("models").resolve("tides").resolve("1");
    assertThat(Files.readString(bundle.resolve("recipe.args")))
        .contains("--forecaster=" + forecaster, "--window-norm=true");
    try (ForecastNetwork network = ForecastNetwork.load(ModelBundle.read(bundle))) {
      assertThat(network.manifest().quantiles()).hasSize(3);
      assertThat(network.hasParts()).isEqualTo(forecaster.equals("autoformer"));
    }
  }

  @Test
  void whatANetworkDoesNotHaveIsRefusedByName() throws IOException {
    Path data = Tides.csv(folder, 300);

    train(data, "--name=tides", "--forecaster=informer", "--head=fourier");
    train(data, "--name=tides", "--forecaster=s-mamba", "--no-window-norm");

    assertThat(errors.toString())
        .contains("--head: Informer and Autoformer have a point or a quantile head, not FOURIER")
        .contains("--no-window-norm: Informer and Autoformer can do without, not s-mamba");
  }

  @Test
  void aGapLongerThanAllowedIsNamedBeforeTraining() throws IOException {
    int exit = train(Tides.csv(folder, 300), "--name=tides", "--gap-limit=0");

    assertThat(exit).isEqualTo(1);
    assertThat(errors.toString())
        .contains("column tide has no value at 1970-01-01T07:00:00Z, and Previous[longest=0]");
  }

  @Test
  void whatDoesNotFitIsSaidBeforeTraining() throws IOException {
    Path data = Tides.csv(folder, 300);
    assertRefused(data, "--season=0", "--season: expected 1 to half of the rows, 150, found 0");
    assertRefused(data, "--season=151", "--season: expected 1 to half of the rows, 150, found 151");
    assertRefused(data, "--quantiles=0.9,0.1", "--quantiles: expected rising levels inside (0, 1)");
    assertRefused(data, "--past=wave", "--past: no column wave among tide, wind");
    assertRefused(data, "--past=wind,wind", "covariates are named twice");
    assertRefused(
        List.of("--mask", "--forecaster=dlinear"), data, "--mask: dlinear does not read one");
    assertRefused(
        List.of("--mask", "--hidden=0.9"), data, "--hidden: expected a share above 0, up to 0.4");
    assertRefused(data, "--heads=3", "--heads: expected a divisor of --width, 8, found 3");
    assertRefused(
        List.of("--forecaster=patchtst", "--patch=13"),
        data,
        "patch: expected 1 to the lookback, 12, found 13");
    assertRefused(data, "--batch=0", "--batch: expected at least 1, found 0");
    assertThat(screen.toString()).doesNotContain("epoch");
  }

  private void assertRefused(Path data, String option, String sentence) {
    assertRefused(List.of(option), data, sentence);
  }

  private void assertRefused(List<String> options, Path data, String sentence) {
    errors.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(options);
    all.add("--name=tides");
    assertThat(train(data, all.toArray(String[]::new))).isEqualTo(1);
    assertThat(errors.toString()).startsWith("millrace: ").contains(sentence);
  }

  @Test
  void aSeasonLongerThanTheLookbackIsKept() throws IOException {
    train(Tides.csv(folder, 300), "--name=tides", "--season=24");

    assertThat(screen.toString()).contains("lookback 12, horizon 4, season 24");
  }

  @Test
  void oneQuantileAloneMakesNoIntervalAndStillABundle() throws IOException {
    int exit = train(Tides.csv(folder, 300), "--name=tides", "--quantiles=0.5");

    assertThat(errors.toString()).isEmpty();
    assertThat(exit).isZero();
  }

  @Test
  void theRatiosAreThoseOfTheNetworkAlsoWhereItHasNoMedian() throws IOException {
    train(Tides.csv(folder, 300), "--name=tides", "--head=point");

    assertThat(screen.toString()).contains("MAE of iTransformer / MAE of last value");
  }

  @Test
  void everyHeadAndForecasterTrains() throws IOException {
    for (String choice :
        List.of(
            "--head=point",
            "--head=fourier",
            "--forecaster=dlinear",
            "--forecaster=rlinear",
            "--forecaster=patchtst",
            "--mask")) {
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
  void aNetworkTrainedWithAMaskAsksForOne() throws IOException {
    train(Tides.csv(folder, 300), "--name=tides", "--mask", "--forecaster=patchtst");

    Path bundle = folder.resolve("models").resolve("tides").resolve("1");
    assertThat(errors.toString()).isEmpty();
    assertThat(ModelBundle.read(bundle).manifest().mask()).isTrue();
    assertThat(Files.readString(bundle.resolve("recipe.args")))
        .contains("--mask=true", "--hidden=0.1", "--patch=4", "--stride=2");
    assertThat(ModelBundle.read(bundle).manifest().provenance().get("recipe").toString())
        .contains("HiddenValues[share=0.1");
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
