package io.millrace.benchmarks.forecast;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.benchmarks.Testbeds;
import io.millrace.benchmarks.forecast.Disorder.Fate;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The same readings in order and in disorder.
 *
 * @param series that are read in turn
 * @param steps of each
 */
record ShuffledRow(int series, int steps, long seed, Testbeds<ForecastTestbed> testbeds)
    implements ForecastRow {

  private static final List<String> VARIATES = List.of("shuffled-load", "shuffled-heat");
  private static final int LOOKBACK = 16;
  private static final int HORIZON = 8;
  private static final int WIDTH = 64;
  private static final int TOLERANCE = 8; // steps
  private static final double DUPLICATES = 0.02;
  private static final double LATE = 0.01;

  /** Of the job that both runs have. */
  private static final String JOB = "millrace.jobs[1].";

  @Override
  public String name() {
    return "shuffled";
  }

  @Override
  public String requirement() {
    return "the same stream shuffled within the tolerance, 2 % of it twice, 1 % too late: forecasts"
        + " and scores equal to the bit; each late reading rejected once with its reason, and"
        + " nothing else rejected";
  }

  @Override
  public Measurement measure(Bench bench, ForecastTestbed bed) {
    SeriesLoad load = new SeriesLoad("shuffled-in-order", series, VARIATES, seed);
    Disorder disorder =
        new Disorder(load.as("shuffled-in-disorder"), steps, TOLERANCE, DUPLICATES, LATE, seed);
    bed.forecast(model(bed), settings());
    try (SeriesRun ordered = new SeriesRun(bed, load);
        SeriesRun shuffled = new SeriesRun(bed, disorder.load())) {
      List<Integer> arrivals = disorder.shuffled();
      ordered.send(disorder.ordered());
      ordered.settle(disorder.closing());
      bench.say("  in order: %,d forecasts", ordered.forecasts().size());
      shuffled.send(arrivals);
      shuffled.settle(disorder.closing());
      bench.say("  in disorder: %,d forecasts", shuffled.forecasts().size());
      return measurement(bench, disorder, arrivals, ordered, shuffled);
    }
  }

  private Path model(ForecastTestbed bed) {
    ForecastContract contract =
        ForecastContract.of("shuffled", VARIATES, SeriesLoad.STEP, LOOKBACK, HORIZON)
            .scaled(SeriesLoad.MEAN, SeriesLoad.DEVIATION);
    return bed.models().dense(contract, WIDTH, 1, seed);
  }

  private static Map<String, String> settings() {
    return Map.of(
        "millrace.forecast.batch-shapes",
        BatchShapes.PINNED.toString(),
        "millrace.forecast.skip-after",
        "1h",
        JOB + "name",
        "shuffled",
        JOB + "series",
        "shuffled-*",
        JOB + "step",
        SeriesLoad.STEP.toString(),
        JOB + "tolerance",
        SeriesLoad.STEP.multipliedBy(TOLERANCE).toString());
  }

  private Measurement measurement(
      Bench bench,
      Disorder disorder,
      List<Integer> arrivals,
      SeriesRun ordered,
      SeriesRun shuffled) {
    Agreement forecasts = Agreement.of(ordered.forecasts(), shuffled.forecasts());
    Agreement scores = Agreement.of(ordered.scores(), shuffled.scores());
    List<String> wrong = wrong(disorder, shuffled);
    wrong.forEach(line -> bench.say("  %s", line));
    int amiss =
        ordered.rejections().size()
            + ordered.skips()
            + shuffled.skips()
            + shuffled.forecasts().doubled()
            + shuffled.forecasts().outOfOrder()
            + shuffled.scores().doubled();
    return Measurement.of(
            String.format(
                Locale.ROOT,
                "forecasts: %s; scores: %s; %,d rejected of %,d that came too late, %d of them"
                    + " wrongly; %d doubled, out of order or skipped",
                forecasts,
                scores,
                shuffled.rejections().size(),
                disorder.count(Fate.TOO_LATE),
                wrong.size(),
                amiss),
            BatchShapes.PINNED.allow(forecasts)
                && BatchShapes.PINNED.allow(scores)
                && forecasts.said() > 0
                && scores.said() > 0
                && wrong.isEmpty()
                && amiss == 0)
        .withNote(
            String.format(
                Locale.ROOT,
                "%,d readings of %d series, tolerance %d steps: %,d after a later one of their"
                    + " series, %,d twice, %,d too late and not in the ordered stream; batch shape"
                    + " %s; seed %d.",
                disorder.events(),
                series,
                TOLERANCE,
                disorder.displaced(arrivals),
                disorder.count(Fate.TWICE),
                disorder.count(Fate.TOO_LATE),
                BatchShapes.PINNED,
                seed));
  }

  /**
   * One line for each late reading that was not rejected as it should be, and each other that was.
   */
  private static List<String> wrong(Disorder disorder, SeriesRun run) {
    List<String> wrong = new ArrayList<>();
    Map<String, ConsumerRecord<byte[], byte[]>> rejected = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> each : run.rejections()) {
      if (rejected.put(hex(each.value()), each) != null) {
        wrong.add("rejected twice: " + new String(each.value(), UTF_8));
      }
    }
    for (int number = 0; number < disorder.events(); number++) {
      if (disorder.fate(number) == Fate.TOO_LATE) {
        byte[] sent = disorder.load().record(number).value();
        ConsumerRecord<byte[], byte[]> rejection = rejected.remove(hex(sent));
        if (rejection == null) {
          wrong.add("not rejected: " + new String(sent, UTF_8));
        } else if (!saysWhy(rejection)) {
          wrong.add("without its reason: " + rejection);
        }
      }
    }
    rejected.values().forEach(each -> wrong.add("rejected: " + new String(each.value(), UTF_8)));
    return wrong;
  }

  private static boolean saysWhy(ConsumerRecord<byte[], byte[]> rejection) {
    return header(rejection, "millrace_stage").equals("history")
        && header(rejection, "millrace_reason").startsWith("at: ")
        && header(rejection, "millrace_reason").contains("tolerance");
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), UTF_8);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
