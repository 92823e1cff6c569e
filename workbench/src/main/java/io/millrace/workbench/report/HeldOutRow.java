package io.millrace.workbench.report;

/**
 * One forecaster on held-out rows.
 *
 * @param fold of a backtest; empty = there is only one
 */
public record HeldOutRow(
    String forecaster,
    Role role,
    String fold,
    PointScores point,
    IntervalScores interval,
    Cost cost,
    Published published) {

  public HeldOutRow {
    Checks.text("forecaster", forecaster);
  }

  public static HeldOutRow model(String forecaster, PointScores point) {
    return of(forecaster, Role.MODEL, point);
  }

  public static HeldOutRow variant(String forecaster, PointScores point) {
    return of(forecaster, Role.VARIANT, point);
  }

  public static HeldOutRow control(String forecaster, PointScores point) {
    return of(forecaster, Role.CONTROL, point);
  }

  private static HeldOutRow of(String forecaster, Role role, PointScores point) {
    return new HeldOutRow(
        forecaster, role, "", point, IntervalScores.NONE, Cost.UNKNOWN, Published.NONE);
  }

  public HeldOutRow in(String newFold) {
    return new HeldOutRow(forecaster, role, newFold, point, interval, cost, published);
  }

  public HeldOutRow with(IntervalScores measured) {
    return new HeldOutRow(forecaster, role, fold, point, measured, cost, published);
  }

  public HeldOutRow with(Cost measured) {
    return new HeldOutRow(forecaster, role, fold, point, interval, measured, published);
  }

  public HeldOutRow with(Published reported) {
    return new HeldOutRow(forecaster, role, fold, point, interval, cost, reported);
  }
}
