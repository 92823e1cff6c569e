package io.millrace.transformers.series;

/**
 * A scaled series and its covariates, row-major, row by row the same times.
 *
 * @param targets {@code [time, variates]}
 * @param filled {@code [time, variates]}: true where a target stands in for a missing value, which
 *     is never scored; empty = nowhere
 * @param past {@code [time, pastColumns]}
 * @param known {@code [time, knownColumns]}, calendar features last
 */
@SuppressWarnings("ArrayRecordComponent") // shared by every set of windows of one series
public record ScaledSeries(
    float[] targets,
    int variates,
    boolean[] filled,
    float[] past,
    int pastColumns,
    float[] known,
    int knownColumns) {

  /** A series without covariates. */
  public ScaledSeries(float[] targets, int variates) {
    this(targets, variates, new boolean[0], new float[0], 0, new float[0], 0);
  }

  public int rows() {
    return targets.length / variates;
  }
}
