package io.millrace.transformers.series;

import io.millrace.forecasting.CalendarFeature;
import io.millrace.forecasting.Scaler;
import io.millrace.forecasting.SeriesTable;
import io.millrace.serving.Covariates;
import io.millrace.serving.ModelManifest;
import io.millrace.serving.Scaling;
import io.millrace.transformers.training.SavedModelWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.types.family.TType;

/** Writes a trained forecaster as a model bundle. */
public final class ForecastBundle {

  private ForecastBundle() {}

  /**
   * @param directory of the bundle, {@code <name>/<version>}; must not exist yet
   * @param provenance where data, seed and recipe came from
   */
  public static void write(
      Path directory,
      String name,
      String version,
      SeriesTable table,
      TrainedForecast trained,
      Map<String, Object> provenance)
      throws IOException {
    Forecaster forecaster = trained.served().forecaster();
    InputShape shape = trained.data().shape();
    SavedModelWriter.writeWithLowered(
        directory.resolve("saved_model"),
        shape.inputs(),
        trained.served().weights(),
        (at, inputs) -> outputs(forecaster.forecast(at, shape.of(inputs))));
    ModelManifest.forecast(
            name,
            version,
            trained.data().variates(),
            table.step(),
            forecaster.lookback(),
            forecaster.horizon(),
            forecaster.quantiles(),
            scaling(trained.data().scaler()))
        .withCovariates(covariates(trained.data()))
        .withMask(shape.mask())
        .withCalibration(trained.calibration())
        .withMetrics(ForecastMetrics.of(trained, trained.data().variates()))
        .withProvenance(provenance)
        .write(directory.resolve("model.json"));
  }

  private static Map<String, Operand<? extends TType>> outputs(Outlook outlook) {
    Map<String, Operand<? extends TType>> outputs = new LinkedHashMap<>();
    outputs.put("mean", outlook.mean());
    if (outlook.quantiles() != null) {
      outputs.put("quantiles", outlook.quantiles());
    }
    if (outlook.parts() != null) {
      outputs.put("trend", outlook.parts().trend());
      outputs.put("season", outlook.parts().season());
    }
    return outputs;
  }

  private static Covariates covariates(ForecastData data) {
    SeriesCovariates seen = data.covariates();
    Scaler scaler = data.covariateScaler();
    return new Covariates(
        seen.past(),
        seen.known(),
        seen.calendar().stream().map(CalendarFeature::name).toList(),
        scaler.variates().isEmpty() ? null : scaling(scaler));
  }

  private static Scaling scaling(Scaler scaler) {
    return Scaling.of(scaler.mean(), scaler.scale());
  }
}
