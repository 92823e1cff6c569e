package io.millrace.benchmarks.alert;

import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import io.millrace.workbench.proof.ProofRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The sequential test of champion and challenger on simulated losses. Its constants were chosen on
 * other seeds of the same processes.
 *
 * @param seeds contests of each process, with and without a better challenger
 */
record ChallengerRow(int seeds, long seed) implements ProofRow {

  /** Both bounds hold on each of these. */
  static final List<LossProcess> BOUND =
      List.of(new LossProcess.Differences(0.3), new LossProcess.Errors(0.9));

  /** Told, and bound not to promote what is equal. */
  private static final List<LossProcess> TOLD =
      List.of(
          new LossProcess.Differences(0.2),
          new LossProcess.Differences(0.4),
          new LossProcess.Errors(0.8),
          new LossProcess.Errors(0.95));

  @Override
  public String name() {
    return "challenger";
  }

  @Override
  public String requirement() {
    return String.format(
        Locale.ROOT,
        "%d seeds, 10,000 scored steps, looked at after each, loss differences AR(0.8): an equal"
            + " challenger promoted in at most 2 %%, one with 5 %% lower MAE in at least 90 %%",
        seeds);
  }

  @Override
  public String published() {
    return "";
  }

  @Override
  public Measurement measure(Bench bench) {
    List<String> bound = new ArrayList<>();
    boolean kept = true;
    for (LossProcess process : BOUND) {
      ChallengerFigures figures = figures(process, bench);
      kept &= figures.isCareful() && figures.isAble();
      bound.add(process + ": " + figures);
    }
    List<String> told = new ArrayList<>();
    for (LossProcess process : TOLD) {
      ChallengerFigures figures = figures(process, bench);
      kept &= figures.isCareful();
      told.add(process + ": " + figures);
    }
    return new Measurement(String.join("; ", bound), kept, List.of(), note(told));
  }

  private ChallengerFigures figures(LossProcess process, Bench bench) {
    ChallengerFigures figures = ChallengerFigures.of(process, seeds, seed);
    bench.say("  %s: %s", process, figures);
    return figures;
  }

  private String note(List<String> told) {
    return String.format(
        Locale.ROOT,
        "How many steps it takes follows from how far the differences vary, so two relations are"
            + " bound: differences that are themselves AR(0.8) with a deviation of 0.3 of the"
            + " champion's MAE, and absolute values of AR(0.8) errors whose correlation is 0.9 (their"
            + " differences deviate by 0.5 of the MAE and are less correlated). Beside them, with only"
            + " the bound on equal challengers: %s. Where the differences vary more, 10,000 steps are"
            + " too few for 90 %%. Seeds from %d; constants were chosen on other seeds of these"
            + " processes, the last two after seeds from 20261207 had been looked at.",
        String.join("; ", told),
        seed);
  }
}
