package io.millrace.serving;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code model.json} says: which model this is, the contract of its inputs and outputs, and
 * where it came from. A manifest that exists is consistent; which fields matter depends on the
 * task, the others stay empty.
 *
 * @param variates forecast: the input and output variates, in order
 * @param step forecast: time between two rows
 * @param lookback forecast: rows of history
 * @param horizon forecast: rows ahead
 * @param quantiles forecast: probabilities, ascending; empty = the model gives a mean only
 * @param scaler forecast: how rows were scaled in training
 * @param covariates forecast: what it sees beside its variates
 * @param mask forecast: whether it is told which values of its history were filled in
 * @param labels classification: names of the outputs, in order
 * @param unknownBelow classification: a top probability under this is answered {@code unknown},
 *     unless its label has a threshold
 * @param multiLabel classification: any number of labels may hold at once, each probability being
 *     that of its own label
 * @param thresholds classification: the probability from which a label holds, by label; a label
 *     without one holds from {@link #unknownBelow}, of many from 0.5
 * @param maximumTokens text: longer texts are cut here, special tokens included
 * @param sampleLength frames: samples per channel; 0 = any
 * @param channels frames: names of the input channels, in order
 * @param metrics free: what was measured on held-out data, beside its naive controls
 * @param provenance free: data, seed, recipe
 */
@JsonInclude(Include.NON_EMPTY)
public record ModelManifest(
    String name,
    String version,
    Task task,
    List<String> variates,
    @Nullable Duration step,
    @JsonInclude(Include.NON_DEFAULT) int lookback,
    @JsonInclude(Include.NON_DEFAULT) int horizon,
    List<Double> quantiles,
    @Nullable Scaling scaler,
    @JsonInclude(value = Include.CUSTOM, valueFilter = NoCovariates.class) Covariates covariates,
    @JsonInclude(Include.NON_DEFAULT) boolean mask,
    List<String> labels,
    @JsonInclude(Include.NON_DEFAULT) double unknownBelow,
    @JsonInclude(Include.NON_DEFAULT) boolean multiLabel,
    Map<String, Double> thresholds,
    @JsonInclude(Include.NON_DEFAULT) int maximumTokens,
    @JsonInclude(Include.NON_DEFAULT) int sampleLength,
    List<String> channels,
    @Nullable Calibration calibration,
    Map<String, Object> metrics,
    Map<String, Object> provenance) {

  /** The label of an answer in which no label holds. */
  public static final String UNKNOWN = "unknown";

  private static final double MULTI_LABEL_THRESHOLD = 0.5;

  private static final StrictJson<ModelManifest> JSON =
      new StrictJson<>(ModelManifest.class, "a manifest");

  public ModelManifest {
    Fields.name("name", name);
    Fields.name("version", version);
    Fields.check(task != null, "task", "a task", null);
    variates = Fields.list(variates);
    quantiles = Fields.list(quantiles);
    covariates = covariates == null ? Covariates.none() : covariates;
    labels = Fields.list(labels);
    channels = Fields.list(channels);
    metrics = Fields.map(metrics);
    provenance = Fields.map(provenance);
    Fields.check(
        unknownBelow >= 0 && unknownBelow <= 1,
        "unknownBelow",
        "a probability from 0 to 1",
        unknownBelow);
    thresholds = Fields.probabilities("thresholds", thresholds);
    Fields.check(
        labels.containsAll(thresholds.keySet()),
        "thresholds",
        "some of " + labels,
        thresholds.keySet());
    Fields.check(
        !multiLabel || unknownBelow == 0,
        "unknownBelow",
        "none where many labels may hold: each has its threshold",
        unknownBelow);
    if (task == Task.FORECAST) {
      Fields.check(!multiLabel, "multiLabel", "none for a forecast", multiLabel);
    } else {
      Fields.check(!mask, "mask", "none but for a forecast", mask);
      if (task == Task.TEXT_EMBEDDING) {
        Fields.check(!multiLabel, "multiLabel", "none for an embedding", multiLabel);
        Fields.check(labels.isEmpty(), "labels", "none for an embedding", labels);
        Fields.check(unknownBelow == 0, "unknownBelow", "none for an embedding", unknownBelow);
      } else {
        Fields.distinct("labels", labels, multiLabel ? 1 : 2);
      }
    }
    switch (task) {
      case FORECAST ->
          checkForecast(variates, step, lookback, horizon, quantiles, scaler, calibration);
      case TEXT_CLASSIFICATION, TEXT_EMBEDDING -> checkText(maximumTokens);
      case FRAME_CLASSIFICATION -> checkFrames(channels, sampleLength);
    }
  }

  public static ModelManifest forecast(
      String name,
      String version,
      List<String> variates,
      Duration step,
      int lookback,
      int horizon,
      List<Double> quantiles,
      Scaling scaler) {
    return new ModelManifest(
        name,
        version,
        Task.FORECAST,
        variates,
        step,
        lookback,
        horizon,
        quantiles,
        scaler,
        Covariates.none(),
        false,
        List.of(),
        0,
        false,
        Map.of(),
        0,
        0,
        List.of(),
        null,
        Map.of(),
        Map.of());
  }

  public static ModelManifest textClassification(
      String name, String version, List<String> labels, int maximumTokens) {
    return classification(
        name, version, Task.TEXT_CLASSIFICATION, labels, maximumTokens, 0, List.of());
  }

  /** Of a model that gives the vector of a text and says nothing of it. */
  public static ModelManifest textEmbedding(String name, String version, int maximumTokens) {
    return classification(
        name, version, Task.TEXT_EMBEDDING, List.of(), maximumTokens, 0, List.of());
  }

  public static ModelManifest frameClassification(
      String name, String version, List<String> labels, List<String> channels, int sampleLength) {
    return classification(
        name, version, Task.FRAME_CLASSIFICATION, labels, 0, sampleLength, channels);
  }

  private static ModelManifest classification(
      String name,
      String version,
      Task task,
      List<String> labels,
      int maximumTokens,
      int sampleLength,
      List<String> channels) {
    return new ModelManifest(
        name,
        version,
        task,
        List.of(),
        null,
        0,
        0,
        List.of(),
        null,
        Covariates.none(),
        false,
        labels,
        0,
        false,
        Map.of(),
        maximumTokens,
        sampleLength,
        channels,
        null,
        Map.of(),
        Map.of());
  }

  /**
   * Reads a {@code model.json} strictly: an unknown, missing or mistyped field is refused.
   *
   * @throws InvalidBundleException naming the file and the field
   */
  public static ModelManifest read(Path file) {
    return JSON.read(file);
  }

  /** Writes a {@code model.json} that {@link #read} gives back as an equal manifest. */
  public void write(Path file) {
    JSON.write(this, file);
  }

  /** From which probability a label holds. */
  public double threshold(String label) {
    return thresholds.getOrDefault(label, multiLabel ? MULTI_LABEL_THRESHOLD : unknownBelow);
  }

  public ModelManifest withUnknownBelow(double probability) {
    return with(probability, multiLabel, thresholds, calibration, metrics, provenance);
  }

  /** The same, with outputs of which each says by itself whether its label holds. */
  public ModelManifest withManyLabels() {
    return with(unknownBelow, true, thresholds, calibration, metrics, provenance);
  }

  public ModelManifest withThresholds(Map<String, Double> byLabel) {
    return with(unknownBelow, multiLabel, byLabel, calibration, metrics, provenance);
  }

  public ModelManifest withCalibration(Calibration measured) {
    return with(unknownBelow, multiLabel, thresholds, measured, metrics, provenance);
  }

  public ModelManifest withMetrics(Map<String, Object> measured) {
    return with(unknownBelow, multiLabel, thresholds, calibration, measured, provenance);
  }

  public ModelManifest withProvenance(Map<String, Object> origin) {
    return with(unknownBelow, multiLabel, thresholds, calibration, metrics, origin);
  }

  public ModelManifest withCovariates(Covariates seen) {
    return seeing(seen, mask);
  }

  /** The same, told by a mask which values of its history were filled in, or not. */
  public ModelManifest withMask(boolean told) {
    return seeing(covariates, told);
  }

  private ModelManifest with(
      double probability,
      boolean many,
      Map<String, Double> byLabel,
      @Nullable Calibration measured,
      Map<String, Object> newMetrics,
      Map<String, Object> origin) {
    return new ModelManifest(
        name,
        version,
        task,
        variates,
        step,
        lookback,
        horizon,
        quantiles,
        scaler,
        covariates,
        mask,
        labels,
        probability,
        many,
        byLabel,
        maximumTokens,
        sampleLength,
        channels,
        measured,
        newMetrics,
        origin);
  }

  private ModelManifest seeing(Covariates seen, boolean told) {
    return new ModelManifest(
        name,
        version,
        task,
        variates,
        step,
        lookback,
        horizon,
        quantiles,
        scaler,
        seen,
        told,
        labels,
        unknownBelow,
        multiLabel,
        thresholds,
        maximumTokens,
        sampleLength,
        channels,
        calibration,
        metrics,
        provenance);
  }

  private static void checkForecast(
      List<String> variates,
      @Nullable Duration step,
      int lookback,
      int horizon,
      List<Double> quantiles,
      @Nullable Scaling scaler,
      @Nullable Calibration calibration) {
    Fields.distinct("variates", variates, 1);
    Fields.check(
        step != null && !step.isNegative() && !step.isZero(), "step", "a duration above 0", step);
    Fields.check(lookback > 0, "lookback", "at least 1", lookback);
    Fields.check(horizon > 0, "horizon", "at least 1", horizon);
    double last = 0;
    for (double each : quantiles) {
      Fields.check(
          each > last && each < 1, "quantiles", "ascending probabilities inside (0, 1)", quantiles);
      last = each;
    }
    Fields.check(scaler != null, "scaler", "the mean and scale of each variate", null);
    if (scaler != null) {
      Fields.check(
          scaler.mean().size() == variates.size(),
          "scaler.mean",
          "one number for each of the " + variates.size() + " variates",
          scaler.mean().size());
    }
    if (calibration != null) {
      calibration.check(horizon, quantiles.size(), variates.size());
    }
  }

  private static void checkText(int maximumTokens) {
    Fields.check(maximumTokens > 2, "maximumTokens", "at least 3", maximumTokens);
  }

  private static void checkFrames(List<String> channels, int sampleLength) {
    Fields.distinct("channels", channels, 1);
    Fields.check(sampleLength >= 0, "sampleLength", "0 (any) or more", sampleLength);
  }

  /** Leaves out what says nothing. */
  static final class NoCovariates {
    @Override
    public boolean equals(Object other) {
      return Covariates.none().equals(other);
    }

    @Override
    public int hashCode() {
      return Covariates.none().hashCode();
    }
  }
}
