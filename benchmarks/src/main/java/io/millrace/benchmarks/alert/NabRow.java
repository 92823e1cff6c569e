package io.millrace.benchmarks.alert;

import io.millrace.forecasting.alert.Watch;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import io.millrace.workbench.proof.ProofRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The rule {@code unexpected}, as it is when a job says no more than its variate, on the streams of
 * the Numenta Anomaly Benchmark. The first row of a firing is the detection.
 *
 * @param taken files, by name
 * @param least score of the rule on all of them
 */
record NabRow(Predicate<String> taken, double least) implements ProofRow {

  private static final int MOST_BYTES = 2048;

  @Override
  public String name() {
    return "nab";
  }

  @Override
  public String requirement() {
    return String.format(
        Locale.ROOT,
        "rule `unexpected`, one setting: standard NAB score at least %.0f on all files; state at"
            + " most %d bytes",
        least,
        MOST_BYTES);
  }

  @Override
  public String published() {
    return "best single threshold on these 34 files, from the result files of numenta/NAB: Numenta"
        + " 73.6, HTM 70.2, KNN-CAD 61.0, random cut forest 56.6, windowed Gaussian 35.0";
  }

  @Override
  public Measurement measure(Bench bench) {
    List<NabFile> files = NabCorpus.read(bench);
    List<NabOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      if (taken.test(files.get(i).name())) {
        boolean chosenOn = i % 2 == 0;
        outcomes.add(
            NabOutcome.of(files.get(i), chosenOn, Watch.USUAL_TAIL, Watch.USUAL_REFRACTORY));
        say(bench, outcomes.get(outcomes.size() - 1));
      }
    }
    double threshold = NabOutcome.bestGaussian(outcomes);
    int bytes = outcomes.stream().mapToInt(it -> it.stream().mostBytes()).max().orElseThrow();
    double reached = NabOutcome.standard(outcomes, it -> true, NabOutcome::rule);
    return new Measurement(
        String.join(
            "; ",
            scores("rule", outcomes, NabOutcome::rule),
            scores(
                String.format(
                    Locale.ROOT, "windowed Gaussian (best threshold, %.1f deviations)", threshold),
                outcomes,
                it -> it.gaussian(threshold)),
            scores("plain 90 % interval", outcomes, NabOutcome::interval),
            "state at most " + bytes + " bytes"),
        reached >= least && bytes <= MOST_BYTES,
        List.of(),
        note(outcomes));
  }

  private static void say(Bench bench, NabOutcome outcome) {
    bench.say(
        "  %s %s: %d windows, %d missed, raw score %.2f (plain interval %.2f); %s",
        outcome.chosenOn() ? "chosen on" : "other",
        outcome.file().name(),
        outcome.file().windows().size(),
        outcome.missed(),
        outcome.rule().raw(),
        outcome.interval().raw(),
        String.join(", ", outcome.judged()));
  }

  private static String scores(
      String name, List<NabOutcome> outcomes, Function<NabOutcome, NabScore> detector) {
    return String.format(
        Locale.ROOT,
        "%s %.1f on all, %.1f where it was chosen, %.1f on the others",
        name,
        NabOutcome.standard(outcomes, it -> true, detector),
        NabOutcome.standard(outcomes, NabOutcome::chosenOn, detector),
        NabOutcome.standard(outcomes, it -> !it.chosenOn(), detector));
  }

  private static String note(List<NabOutcome> outcomes) {
    return String.format(
        Locale.ROOT,
        "%d files with %d windows. Tail %s and %d readings of refractory time, and the constants of"
            + " the detector, were chosen on every other file in the order of their names, from the"
            + " first: %s. Labels of the others were not looked at until then. History, ledger and"
            + " rule are those of the service, state in and out of its bytes at each step; readings"
            + " that the history refuses (a second one of a time) are no detections. A detection is"
            + " the first row of a firing; of the two controls it is each row beyond the bound. The"
            + " threshold of the windowed Gaussian is the best on all of these files.",
        outcomes.size(),
        outcomes.stream().mapToInt(it -> it.file().windows().size()).sum(),
        Watch.USUAL_TAIL,
        Watch.USUAL_REFRACTORY,
        outcomes.stream()
            .filter(NabOutcome::chosenOn)
            .map(it -> it.file().name())
            .collect(Collectors.joining(", ")));
  }
}
