package io.millrace.workbench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.serving.ModelBundle;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a bundle says it was worth, measured again through what serves it. */
class BacktestBundleTest {

  @TempDir Path folder;

  private final StringWriter errors = new StringWriter();

  @Test
  void whatTrainingMeasuredIsMeasuredAgainFromTheBundle() throws IOException {
    for (String recipe :
        List.of("--calendar", "--head=point", "--forecaster=dlinear", "--known=wind", "--mask")) {
      train(recipe);

      int exit = backtest();

      assertThat(errors.toString()).as(recipe).isEmpty();
      assertThat(exit).isZero();
      assertThat(row("tides 1", 3)).as(recipe).isCloseTo(metric(0, "mse"), within(1e-6));
      assertThat(row("tides 1", 4)).as(recipe).isCloseTo(metric(0, "mae"), within(1e-6));
      assertThat(row("tides 1", 6)).as(recipe).isCloseTo(metric(0, "relMae"), within(2e-6));
      assertThat(row("tides 1", 8)).as(recipe).isCloseTo(pinball(), within(1e-6));
      assertThat(rows()).as(recipe).hasSize(4); // a header, the bundle, two naive controls
    }
  }

  @Test
  void aSeriesInAnotherOrderIsForecastByTheSameColumns() throws IOException {
    train("--epochs=1");

    backtest("--variates=wind,tide");

    assertThat(errors.toString()).isEmpty();
    assertThat(row("tides 1", 3)).isCloseTo(metric(0, "mse"), within(1e-6));
  }

  @Test
  void aBundleOfOtherDataIsRefusedByTheKeyThatDiffers() throws IOException {
    train("--epochs=1");

    assertRefused("--lookback=24", "--lookback: the bundle has 12, found 24");
    assertRefused("--horizon=5", "--horizon: the bundle has 4, found 5");
    assertRefused("--past=wind", "--past: the bundle has [], found [wind]");
    assertRefused("--variates=tide", "variates: the bundle has [tide, wind], found [tide]");
    StringBuilder halfHours = new StringBuilder("time,tide,wind\n");
    for (int row = 0; row < 240; row++) {
      halfHours.append(Instant.EPOCH.plusSeconds(1800L * row)).append(",1,").append(row % 5);
      halfHours.append('\n');
    }
    Files.writeString(folder.resolve("tides.csv"), halfHours);
    assertRefused("--season=24", "step: the bundle has PT1H, found PT30M");
  }

  @Test
  void whatIsNoForecastBundleIsRefused() throws IOException {
    Tides.csv(folder, 240);
    Files.createDirectories(bundle());

    assertRefused("--folds=2", "model.json");
  }

  private void assertRefused(String option, String sentence) {
    errors.getBuffer().setLength(0);
    assertThat(backtest(option)).isEqualTo(1);
    assertThat(errors.toString()).startsWith("millrace: ").contains(sentence);
  }

  private void train(String option) throws IOException {
    run(
        new TrainCommand(),
        Tides.csv(folder, 240).toString(),
        "--name=tides",
        "--replace=1",
        "--out=" + folder.resolve("models"),
        "--lookback=12",
        "--horizon=4",
        "--width=8",
        "--heads=2",
        "--layers=1",
        "--epochs=2",
        option);
  }

  private int backtest(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                folder.resolve("tides.csv").toString(),
                "--bundle=" + bundle(),
                "--out=" + folder.resolve("out")));
    arguments.addAll(List.of(more));
    return run(new BacktestCommand(), arguments.toArray(String[]::new));
  }

  private int run(Object command, String... arguments) {
    return new CommandLine(command)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOverwrittenOptionsAllowed(true)
        .setOut(new PrintWriter(new StringWriter()))
        .setErr(new PrintWriter(errors, true))
        .execute(arguments);
  }

  private Path bundle() {
    return folder.resolve("models").resolve("tides").resolve("1");
  }

  private List<String> rows() throws IOException {
    return Files.readAllLines(folder.resolve("out").resolve("backtest.csv"));
  }

  private double row(String model, int column) throws IOException {
    String line =
        rows().stream().filter(each -> each.contains("," + model + ",")).findFirst().orElseThrow();
    return Double.parseDouble(line.split(",")[column]);
  }

  private Map<String, Object> metrics() {
    return ModelBundle.read(bundle()).manifest().metrics();
  }

  private double metric(int forecaster, String name) {
    Map<?, ?> scores = (Map<?, ?>) ((List<?>) metrics().get("forecasters")).get(forecaster);
    return ((Number) scores.get(name)).doubleValue();
  }

  private double pinball() {
    return ((Number) ((Map<?, ?>) metrics().get("interval")).get("pinball")).doubleValue();
  }
}
