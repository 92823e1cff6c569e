package io.millrace.workbench.train;

import io.millrace.forecasting.CalendarFeature;
import io.millrace.serving.Covariates;
import io.millrace.serving.ForecastNetwork;
import io.millrace.serving.InvalidBundleException;
import io.millrace.serving.ModelBundle;
import io.millrace.serving.ModelManifest;
import io.millrace.transformers.series.ForecastData;
import io.millrace.transformers.series.HeldOut;
import io.millrace.transformers.series.ScoredForecaster;
import io.millrace.transformers.series.SeriesCovariates;
import io.millrace.transformers.series.ServedForecaster;
import io.millrace.workbench.csv.SeriesFile;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A bundle that exists already, in a backtest: it is run as it is served, and never trained.
 *
 * @param network its caller's to close
 */
record BacktestBundle(ForecastNetwork network) implements AutoCloseable {

  /**
   * @throws InvalidBundleException naming what of the bundle is wrong
   */
  static BacktestBundle load(Path directory) {
    return new BacktestBundle(ForecastNetwork.load(ModelBundle.read(directory)));
  }

  private ModelManifest manifest() {
    return network.manifest();
  }

  /** Name and version. */
  String name() {
    return manifest().name() + " " + manifest().version();
  }

  /**
   * The windows that it reads: what it says of them takes the place of options that are silent.
   *
   * @throws IllegalArgumentException naming the key in which it, the data and the options differ
   */
  WindowOptions.Plan plan(WindowOptions options, SeriesFile file) {
    require("step", manifest().step(), file.facts().step());
    options.lookback = agreed("--lookback", manifest().lookback(), options.lookback);
    options.horizon = agreed("--horizon", manifest().horizon(), options.horizon);
    Covariates seen = manifest().covariates();
    options.past = agreed("--past", seen.past(), options.past);
    options.known = agreed("--known", seen.known(), options.known);
    options.quantiles = levels();
    WindowOptions.Plan plan = options.plan(file).seeing(covariates(seen));
    List<String> targets = plan.covariates().targets(plan.table().variates());
    if (!new HashSet<>(targets).equals(new HashSet<>(manifest().variates()))) {
      throw differs("variates", manifest().variates(), targets);
    }
    return plan.ordered(manifest().variates());
  }

  private String levels() {
    return manifest().quantiles().isEmpty()
        ? "none"
        : manifest().quantiles().stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  private static SeriesCovariates covariates(Covariates seen) {
    return new SeriesCovariates(
        seen.past(), seen.known(), seen.calendar().stream().map(CalendarFeature::valueOf).toList());
  }

  private static int agreed(String option, int bundle, @Nullable Integer given) {
    require(option, bundle, given == null ? bundle : given);
    return bundle;
  }

  private static String agreed(String option, List<String> bundle, String given) {
    require(option, bundle, given.isBlank() ? bundle : Names.of(given));
    return String.join(",", bundle);
  }

  private static void require(String key, @Nullable Object bundle, Object given) {
    if (!Objects.equals(bundle, given)) {
      throw differs(key, bundle, given);
    }
  }

  private static IllegalArgumentException differs(
      String key, @Nullable Object bundle, Object given) {
    return new IllegalArgumentException(
        "%s: the bundle has %s, found %s".formatted(key, bundle, given));
  }

  ScoredForecaster score(ForecastData data, HeldOut heldOut) {
    return heldOut.served(new ServedForecaster(network, System::nanoTime), data);
  }

  @Override
  public void close() {
    network.close();
  }
}
