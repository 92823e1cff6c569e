package io.millrace.workbench.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.serving.ModelManifest;
import io.millrace.serving.Scaling;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ModelsCommandTest {

  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

  private static final int NETWORK = 2_000_000; // bytes, beside which the manifest's are few

  @TempDir Path folder;

  private Bundles bundles;
  private final StringWriter screen = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @BeforeEach
  void roots() {
    bundles = new Bundles(List.of(folder.resolve("built"), folder.resolve("trained")));
  }

  @Test
  void everyBundleIsALineWithItsNumberBesideThatOfItsStrongestControl() throws IOException {
    write("built", tides("9"));
    write("trained", tides("10"));
    write("trained", lines());

    int exit = models();

    assertThat(exit).isZero();
    assertThat(errors.toString()).isEmpty();
    assertThat(screen.toString())
        .isEqualToNormalizingNewlines(
            """
            NAME   VERSION  TASK        SIZE  AGE  HELD OUT, BEST CONTROL
            lines        1  text      2.0 MB  2 h  macro F1 0.7000, keyword rules 0.6000
            tides        9  forecast  2.0 MB  2 h  MSE 0.3000, DLinear 0.2900
            tides       10  forecast  2.0 MB  2 h  MSE 0.3000, DLinear 0.2900
            """);
    assertThat(screen.toString().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void aBundleThatIsWrongIsLeftOutWithItsReason() throws IOException {
    write("built", tides("1"));
    Path wrong = Files.createDirectories(folder.resolve("built/wrong/1"));
    Files.writeString(wrong.resolve("model.json"), "{}");

    int exit = models();

    assertThat(exit).isZero();
    assertThat(screen.toString()).contains("tides").doesNotContain("wrong");
    assertThat(errors.toString()).startsWith("millrace: left out: " + wrong).hasLineCount(1);
  }

  @Test
  void whereThereAreNoneThePlacesAreNamed() {
    assertThat(models()).isZero();

    assertThat(screen.toString())
        .isEqualToIgnoringNewLines("no model bundles in " + bundles.places());
  }

  @Test
  void aNameAloneIsItsNewestVersion() throws IOException {
    write("built", tides("9"));
    write("trained", tides("10"));

    assertThat(show("tides")).isZero();

    assertThat(screen.toString()).startsWith("tides 10, forecast\n");
  }

  @Test
  void aBundleShowsItsContractItsWorthAndTheCommandThatMadeIt() throws IOException {
    Path directory = write("built", tides("9"));

    assertThat(show("tides/9")).isZero();

    assertThat(screen.toString())
        .isEqualToNormalizingNewlines(
            """
            tides 9, forecast
            DIRECTORY

            contract
              variates        tide, wind
              step            PT1H
              lookback        96 rows
              horizon         24 rows
              quantiles       0.1, 0.5, 0.9

            scaler
                       mean    scale
              tide  1.00000  3.00000
              wind  2.00000  4.50000

            held out
                                       MSE     MAE    MASE
              iTransformer          0.3000  0.4000  0.5000
              iTransformer, median  0.3100  0.3900       –
              last value            0.6000  0.7000  0.8000  control
              DLinear               0.2900  0.4100  0.5100  control
              testWindows     100
              interval        target=0.8

            provenance
              command
                ./millrace train tides.csv --name tides
              seed            1
            """
                .replace("DIRECTORY", directory.toString()));
  }

  @Test
  void aPathLeadsToABundleThatIsNotAssembledYet() throws IOException {
    Path directory = Files.createDirectories(folder.resolve("elsewhere/tides"));
    tides("9").write(directory.resolve("model.json"));

    assertThat(show(directory.toString())).isZero();
    assertThat(show(directory.resolve("model.json").toString())).isZero();

    assertThat(screen.toString().lines().filter("tides 9, forecast"::equals)).hasSize(2);
  }

  @Test
  void jsonIsTheManifestAsItIs() throws IOException {
    Path directory = write("built", tides("9"));

    assertThat(show("tides", "--json")).isZero();

    assertThat(screen.toString().strip())
        .isEqualTo(Files.readString(directory.resolve("model.json")).strip());
  }

  @ParameterizedTest
  @CsvSource({"rivers", "tides/8", "tides/9/saved_model", "./tides"})
  void aBadNameIsOneSentenceThatSaysWhatThereIs(String reference) throws IOException {
    write("built", tides("9"));

    assertThat(show(reference)).isEqualTo(1);

    assertThat(errors.toString())
        .isEqualToIgnoringNewLines("millrace: no bundle '" + reference + "'; there are tides/9");
    assertThat(screen.toString()).isEmpty();
  }

  @Test
  void withoutANameTheUsageIsShown() {
    assertThat(show()).isEqualTo(2);
  }

  @Test
  void metricsOfAnotherMakeAreShownAsTheyAre() throws IOException {
    write("built", lines().withMetrics(Map.of("accuracy", 0.75)));

    assertThat(models()).isZero();
    assertThat(show("lines")).isZero();

    assertThat(screen.toString()).contains("2 h  –").contains("  accuracy        0.750000");
  }

  private int models() {
    return execute(new ModelsCommand(bundles, Clock.fixed(NOW, ZoneOffset.UTC)));
  }

  private int show(String... arguments) {
    return execute(new ShowCommand(bundles), arguments);
  }

  private int execute(Object command, String... arguments) {
    return new CommandLine(command)
        .setOut(new PrintWriter(screen, true))
        .setErr(new PrintWriter(errors, true))
        .execute(arguments);
  }

  private Path write(String root, ModelManifest manifest) throws IOException {
    Path directory = folder.resolve(root).resolve(manifest.name()).resolve(manifest.version());
    Files.createDirectories(directory.resolve("saved_model"));
    Files.write(directory.resolve("saved_model").resolve("saved_model.pb"), new byte[NETWORK]);
    Files.createFile(directory.resolve("tokenizer.json"));
    Path file = directory.resolve("model.json");
    manifest.write(file);
    Files.setLastModifiedTime(file, FileTime.from(NOW.minus(Duration.ofMinutes(150))));
    return directory;
  }

  private static ModelManifest tides(String version) {
    return ModelManifest.forecast(
            "tides",
            version,
            List.of("tide", "wind"),
            Duration.ofHours(1),
            96,
            24,
            List.of(0.1, 0.5, 0.9),
            new Scaling(List.of(1.0, 2.0), List.of(3.0, 4.5)))
        .withMetrics(
            ordered(
                "testWindows",
                100,
                "forecasters",
                List.of(
                    ordered("name", "iTransformer", "mse", 0.3, "mae", 0.4, "mase", 0.5),
                    ordered("name", "iTransformer, median", "mse", 0.31, "mae", 0.39),
                    ordered("name", "last value", "mse", 0.6, "mae", 0.7, "mase", 0.8),
                    ordered("name", "DLinear", "mse", 0.29, "mae", 0.41, "mase", 0.51)),
                "interval",
                Map.of("target", 0.8)))
        .withProvenance(ordered("command", "./millrace train tides.csv --name tides", "seed", 1));
  }

  private static ModelManifest lines() {
    return ModelManifest.textClassification("lines", "1", List.of("calm", "alarm"), 64)
        .withMetrics(
            ordered(
                "heldOut", Map.of("macroF1", 0.7),
                "heldOutIfNeverUnknown", Map.of("macroF1", 0.8),
                "heldOutKeywordRules", Map.of("macroF1", 0.6),
                "heldOutMajority", Map.of("macroF1", 0.1)));
  }

  private static Map<String, Object> ordered(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put(namesAndValues[i].toString(), namesAndValues[i + 1]);
    }
    return map;
  }
}
