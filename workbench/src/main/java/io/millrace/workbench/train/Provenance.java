package io.millrace.workbench.train;

import io.millrace.forecasting.RowRange;
import io.millrace.forecasting.SeriesTable;
import io.millrace.forecasting.Split;
import io.millrace.transformers.series.ForecastRecipe;
import io.millrace.transformers.series.TrainedForecast;
import io.millrace.transformers.training.EpochReport;
import io.millrace.transformers.training.TrainingPlan;
import io.millrace.workbench.csv.SeriesFile;
import io.millrace.workbench.proof.Circumstances;
import io.millrace.workbench.report.Fact;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Where a bundle came from, so that anyone can make it again. */
final class Provenance {

  private final SeriesFile file;
  private final TrainedForecast trained;
  private final RecipeFile command;

  Provenance(SeriesFile file, TrainedForecast trained, RecipeFile command) {
    this.file = file;
    this.trained = trained;
    this.command = command;
  }

  /** For a person: what {@code report.html} says first. */
  List<Fact> shown() {
    SeriesTable table = file.table();
    ForecastRecipe recipe = trained.recipe();
    return List.of(
        Fact.of("data", file.file().getFileName()),
        Fact.of(
            "rows",
            "%d, from %s to %s, step %s"
                .formatted(
                    file.rows(),
                    table.times().get(0),
                    table.times().get(table.length() - 1),
                    table.step())),
        Fact.of(
            "missing values",
            file.facts().missingValues() + ", filled by " + command.value("gaps")),
        Fact.of(
            "split",
            "%s: %d rows to train on, %d to validate and calibrate, %d held out"
                .formatted(
                    command.value("protocol"),
                    trained.data().split().training().size(),
                    trained.data().split().validation().size() - lookback(),
                    trained.data().split().test().size() - lookback())),
        Fact.of("season", recipe.season() + " steps"),
        Fact.verbatim("forecaster", recipe.candidate().forecaster()),
        Fact.verbatim("training", recipe.candidate().plan()),
        Fact.of("machine", Circumstances.thisMachine()),
        Fact.verbatim("made by", command.oneLine()));
  }

  /** Rows that validation and test share with what is before them. */
  private int lookback() {
    return trained.served().forecaster().lookback();
  }

  /** For a program: what {@code model.json} says under {@code provenance}. */
  Map<String, Object> facts() throws IOException {
    SeriesTable table = file.table();
    Split split = trained.data().split();

    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("command", command.oneLine());
    facts.put("data", file.file().getFileName().toString());
    facts.put("dataSha256", sha256(file.file()));
    facts.put("rows", file.rows());
    facts.put("firstTime", table.times().get(0).toString());
    facts.put("lastTime", table.times().get(table.length() - 1).toString());
    facts.put("missingValues", table.missing());
    facts.put("missingValuesPolicy", command.value("gaps"));
    facts.put("protocol", trained.recipe().protocol().name().toLowerCase(Locale.ROOT));
    facts.put("trainingRows", rows(split.training()));
    facts.put("validationRows", rows(split.validation()));
    facts.put("testRows", rows(split.test()));
    facts.put("testFromRow", file.fileRow(split.test().from() + lookback()));
    facts.put("recipe", recipe(trained.recipe()));
    facts.put("bestEpoch", trained.trained().best());
    facts.put("epochs", trained.trained().epochs().size());
    facts.put("validationLoss", trained.trained().validationLoss());
    facts.put(
        "trainingSeconds",
        Math.round(trained.trained().epochs().stream().mapToDouble(EpochReport::seconds).sum()));
    facts.put("weightsSha256", weights(trained.served().weights()));
    facts.put("java", Runtime.version().toString());
    return facts;
  }

  private static Map<String, Object> recipe(ForecastRecipe recipe) {
    TrainingPlan plan = recipe.candidate().plan();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("forecaster", recipe.candidate().forecaster().toString());
    facts.put("loss", recipe.candidate().loss().toString());
    facts.put("covariates", recipe.covariates().toString());
    if (recipe.hidden() != null) {
      facts.put("hidden", recipe.hidden().toString());
    }
    facts.put("plan", plan.toString());
    facts.put("seed", plan.seed());
    return facts;
  }

  private static List<Integer> rows(RowRange range) {
    return List.of(range.from(), range.to());
  }

  static String sha256(Path file) throws IOException {
    return HexFormat.of().formatHex(sha256().digest(Files.readAllBytes(file)));
  }

  /** Two trainings that agree to the bit agree in this. */
  private static String weights(Map<String, float[]> weights) {
    MessageDigest digest = sha256();
    new TreeMap<>(weights)
        .forEach(
            (path, values) -> {
              digest.update(path.getBytes(StandardCharsets.UTF_8));
              ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
              bytes.asFloatBuffer().put(values);
              digest.update(bytes);
            });
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
