package io.millrace.serving;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lays out the windows of a batch as a forecast model reads them: values in their own units go in,
 * scaled with the manifest's scalers. Known covariates and calendar features reach from the first
 * row of the lookback to the last of the horizon. For one thread.
 */
public final class ForecastBatch {

  private final ModelManifest manifest;
  private final int batch;
  private final float[] history;
  private final float[] past;
  private final float[] known;
  private final float[] mask;

  /**
   * @param batch rows
   */
  public ForecastBatch(ModelManifest manifest, int batch) {
    Covariates covariates = manifest.covariates();
    int lookback = batch * manifest.lookback();
    int all = batch * steps(manifest);
    this.manifest = manifest;
    this.batch = batch;
    history = unset(lookback * manifest.variates().size());
    past = unset(lookback * covariates.past().size());
    known = unset(all * covariates.knownColumns());
    mask = new float[manifest.mask() ? history.length : 0];
  }

  private static int steps(ModelManifest manifest) {
    return manifest.lookback() + manifest.horizon();
  }

  private static float[] unset(int size) {
    float[] values = new float[size];
    Arrays.fill(values, Float.NaN);
    return values;
  }

  /**
   * @param step from 0, the oldest of the lookback
   * @param variate its place in the manifest's variates
   */
  public void history(int row, int step, int variate, double value) {
    history[historyAt(row, step, variate)] = scaled(manifest.scaler(), variate, value);
  }

  /** Says that this value was filled in or is missing; nothing, if the model takes no mask. */
  public void filled(int row, int step, int variate) {
    if (mask.length > 0) {
      mask[historyAt(row, step, variate)] = 1;
    }
  }

  private int historyAt(int row, int step, int variate) {
    return at(row, step, variate, manifest.lookback(), manifest.variates().size());
  }

  /**
   * @param covariate its place in the manifest's past covariates
   */
  public void past(int row, int step, int covariate, double value) {
    Covariates covariates = manifest.covariates();
    past[at(row, step, covariate, manifest.lookback(), covariates.past().size())] =
        scaled(covariates.scaler(), covariate, value);
  }

  /**
   * @param step from 0, the oldest of the lookback, to lookback + horizon − 1
   * @param covariate its place in the manifest's known covariates
   */
  public void known(int row, int step, int covariate, double value) {
    Covariates covariates = manifest.covariates();
    known[at(row, step, covariate, steps(manifest), covariates.knownColumns())] =
        scaled(covariates.scaler(), covariates.past().size() + covariate, value);
  }

  /**
   * @param step as of {@link #known}
   * @param feature its place in the manifest's calendar
   * @param value as the feature gives it: calendars are not scaled
   */
  public void calendar(int row, int step, int feature, float value) {
    Covariates covariates = manifest.covariates();
    int column = covariates.known().size() + feature;
    known[at(row, step, column, steps(manifest), covariates.knownColumns())] = value;
  }

  private static int at(int row, int step, int column, int steps, int columns) {
    return (row * steps + step) * columns + column;
  }

  private static float scaled(@Nullable Scaling scaling, int column, double value) {
    if (scaling == null) {
      throw new IllegalArgumentException("the model's manifest scales no column " + column);
    }
    return (float) ((value - scaling.mean().get(column)) / scaling.scale().get(column));
  }

  /**
   * @throws IllegalArgumentException naming the first value that was not given, or is not finite
   */
  public ForecastInputs inputs() {
    Covariates covariates = manifest.covariates();
    check(Contract.HISTORY, history, manifest.variates(), manifest.lookback());
    check(Contract.PAST, past, covariates.past(), manifest.lookback());
    check(Contract.KNOWN, known, covariates.knownNames(), steps(manifest));
    return new ForecastInputs(batch, history, past, known, mask);
  }

  private static void check(String input, float[] values, List<String> columns, int steps) {
    int wrong = Finite.firstThatIsNot(values);
    if (wrong >= 0) {
      int step = wrong / columns.size();
      throw new IllegalArgumentException(
          "%s: expected a finite value of %s in row %d at step %d, found %s"
              .formatted(
                  input,
                  columns.get(wrong % columns.size()),
                  step / steps,
                  step % steps,
                  values[wrong]));
    }
  }
}
