package io.millrace.workbench.train;

import io.millrace.forecasting.RowRange;
import io.millrace.forecasting.SeriesTable;
import io.millrace.forecasting.Split;
import io.millrace.transformers.series.ForecastRecipe;
import io.millrace.transformers.series.TrainedForecast;
import io.millrace.transformers.training.EpochReport;
import io.millrace.transformers.training.TrainingPlan;
import io.millrace.workbench.csv.SeriesFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where a bundle came from, so that anyone can make it again. */
final class Provenance {

  private Provenance() {}

  static Map<String, Object> of(SeriesFile file, TrainedForecast trained, List<String> command)
      throws IOException {
    SeriesTable table = file.table();
    Split split = trained.data().split();
    int lookback = trained.served().forecaster().lookback();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("command", "./millrace " + String.join(" ", command));
    facts.put("data", file.file().getFileName().toString());
    facts.put("dataSha256", sha256(file.file()));
    facts.put("rows", file.rows());
    facts.put("firstTime", table.times().get(0).toString());
    facts.put("lastTime", table.times().get(table.length() - 1).toString());
    facts.put("missingValues", table.missing());
    facts.put("missingValuesPolicy", "previous");
    facts.put("protocol", trained.recipe().protocol().name().toLowerCase(Locale.ROOT));
    facts.put("trainingRows", rows(split.training()));
    facts.put("validationRows", rows(split.validation()));
    facts.put("testRows", rows(split.test()));
    facts.put("testFromRow", file.fileRow(split.test().from() + lookback));
    facts.put("recipe", recipe(trained.recipe()));
    facts.put("bestEpoch", trained.trained().best());
    facts.put("epochs", trained.trained().epochs().size());
    facts.put("validationLoss", trained.trained().validationLoss());
    facts.put(
        "trainingSeconds",
        Math.round(trained.trained().epochs().stream().mapToDouble(EpochReport::seconds).sum()));
    facts.put("java", Runtime.version().toString());
    return facts;
  }

  private static Map<String, Object> recipe(ForecastRecipe recipe) {
    TrainingPlan plan = recipe.candidate().plan();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("forecaster", recipe.candidate().forecaster().toString());
    facts.put("loss", recipe.candidate().loss().toString());
    facts.put("covariates", recipe.covariates().toString());
    facts.put("plan", plan.toString());
    facts.put("seed", plan.seed());
    return facts;
  }

  private static List<Integer> rows(RowRange range) {
    return List.of(range.from(), range.to());
  }

  private static String sha256(Path file) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
