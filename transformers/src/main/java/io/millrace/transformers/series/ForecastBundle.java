package io.millrace.transformers.series;

import io.millrace.forecasting.SeriesTable;
import io.millrace.serving.Calibration;
import io.millrace.serving.ModelManifest;
import io.millrace.serving.Scaling;
import io.millrace.transformers.training.BatchInput;
import io.millrace.transformers.training.SavedModelWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
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
    Forecaster forecaster = trained.recipe().forecaster();
    BatchInput history = BatchInput.floats(WindowExamples.HISTORY, forecaster.lookback(), -1);
    SavedModelWriter.write(
        directory.resolve("saved_model"),
        List.of(history),
        trained.trained().weights(),
        (at, inputs) -> outputs(forecaster.forecast(at, inputs.floats(WindowExamples.HISTORY))));
    ModelManifest.forecast(
            name,
            version,
            table.variates(),
            table.step(),
            forecaster.lookback(),
            forecaster.horizon(),
            forecaster.quantiles(),
            Scaling.of(trained.scaler().mean(), trained.scaler().scale()))
        .withCalibration(calibration(trained.calibration()))
        .withMetrics(ForecastMetrics.of(trained, table.variates()))
        .withProvenance(provenance)
        .write(directory.resolve("model.json"));
  }

  private static Map<String, Operand<? extends TType>> outputs(Outlook outlook) {
    Map<String, Operand<? extends TType>> outputs = new LinkedHashMap<>();
    outputs.put("mean", outlook.mean());
    if (outlook.quantiles() != null) {
      outputs.put("quantiles", outlook.quantiles());
    }
    return outputs;
  }

  private static Calibration calibration(QuantileCalibration calibration) {
    List<List<Double>> shifts =
        Arrays.stream(calibration.shifts())
            .map(row -> Arrays.stream(row).boxed().toList())
            .toList();
    return new Calibration(calibration.residualCorrelation(), shifts);
  }
}
