package io.millrace.transformers.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Progress as text, to the bit. */
final class SavedProgress {

  private static final String EPOCH = "epoch ";

  private SavedProgress() {}

  static SortedMap<String, String> written(Progress progress) {
    SortedMap<String, String> facts = new TreeMap<>();
    facts.put("step", Integer.toString(progress.step()));
    facts.put("batch", Integer.toString(progress.batch()));
    facts.put("loss sum", Double.toString(progress.lossSum()));
    facts.put("seconds", Double.toString(progress.seconds()));
    facts.put("best epoch", Integer.toString(progress.best()));
    facts.put("epochs", Integer.toString(progress.epochs().size()));
    progress.epochs().forEach(report -> facts.put(EPOCH + report.epoch(), written(report)));
    return facts;
  }

  /**
   * @throws IllegalArgumentException naming a fact that is missing, or quoting one that is no
   *     number
   */
  static Progress read(Map<String, String> facts) {
    int epochs = Integer.parseInt(fact(facts, "epochs"));
    List<EpochReport> reports = new ArrayList<>();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      reports.add(report(epoch, fact(facts, EPOCH + epoch).split(" ", -1)));
    }
    return new Progress(
        Integer.parseInt(fact(facts, "step")),
        Integer.parseInt(fact(facts, "batch")),
        Double.parseDouble(fact(facts, "loss sum")),
        Double.parseDouble(fact(facts, "seconds")),
        reports,
        Integer.parseInt(fact(facts, "best epoch")));
  }

  private static String written(EpochReport report) {
    return "%d %s %s %s %s"
        .formatted(
            report.steps(),
            report.loss(),
            report.validationLoss(),
            report.seconds(),
            report.best());
  }

  private static EpochReport report(int epoch, String[] values) {
    if (values.length != 5) {
      throw new IllegalArgumentException(EPOCH + epoch + " has " + values.length + " values");
    }
    return new EpochReport(
        epoch,
        Long.parseLong(values[0]),
        Double.parseDouble(values[1]),
        Double.parseDouble(values[2]),
        Double.parseDouble(values[3]),
        Boolean.parseBoolean(values[4]));
  }

  private static String fact(Map<String, String> facts, String name) {
    String fact = facts.get(name);
    if (fact == null) {
      throw new IllegalArgumentException("there is no " + name);
    }
    return fact;
  }
}
