package io.millrace.benchmarks.forecast;

import static java.util.stream.Collectors.joining;

import io.millrace.benchmarks.Latencies;
import io.millrace.benchmarks.Service;
import io.millrace.benchmarks.Testbeds;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How many forecasts a second come out of the whole service, beside what its network alone makes in
 * batches of the same size on the same machine: the service, then the network, in turn.
 *
 * @param series whose readings come in turn
 * @param turns of both; each figure is the median
 * @param window of one measurement
 * @param least share of the bare network's rate
 * @param others whether a small network and one of seven variates are measured too, for the note
 */
record ThroughputRow(
    int series,
    int turns,
    Duration window,
    DrawnNetworks.PatchSize size,
    double least,
    boolean others,
    long seed,
    Testbeds<ForecastTestbed> testbeds)
    implements ForecastRow {

  private static final DrawnNetworks.PatchSize SMALL = DrawnNetworks.PatchSize.SMALL;
  private static final int SHAPE = 256; // the largest call of the service, as it ships
  private static final int WARM = 100; // steps: the model looks back on 96

  @Override
  public String name() {
    return "throughput";
  }

  @Override
  public String requirement() {
    return String.format(
        Locale.ROOT,
        "univariate 96 to 24, mean and two quantiles, exactly once: at least %.0f %% of the bare"
            + " network's rows a second in batches of the same size",
        100 * least);
  }

  @Override
  public Measurement measure(Bench bench, ForecastTestbed bed) {
    DrawnNetworks networks = new DrawnNetworks(bed.stack().folder().resolve("drawn"), seed);
    Contender judged =
        new Contender(
            size.toString(),
            networks.patches("throughput", SeriesLoad.STEP, size),
            load("throughput", series, List.of("throughput")));
    Contender small =
        new Contender(
            SMALL.toString(),
            networks.patches("small", SeriesLoad.STEP, SMALL),
            load("small", series, List.of("small")));
    Contender wide =
        new Contender(
            "iTransformer 96 to 96 of 7 variates, width 128",
            networks.inverted("wide", SeriesLoad.STEP),
            load("wide", Math.max(1, series / 4), DrawnNetworks.variates("wide")));
    List<Contender> beside = others ? List.of(small, wide) : List.of();
    String roots =
        Stream.concat(Stream.of(judged), beside.stream())
            .map(each -> each.root().toString())
            .collect(joining(","));
    Service service = bed.forecast(roots, Map.of());
    Outcome outcome = outcome(bench, bed, service, judged, turns);
    String once =
        beside.stream()
            .map(each -> each.name() + ": " + described(outcome(bench, bed, service, each, 1)))
            .collect(joining(". "));
    return new Measurement(
        outcome.toString(),
        outcome.share() >= least && outcome.lost() == 0,
        outcome.shares(),
        String.format(
            Locale.ROOT,
            "%s, in calls of %d rows by as many threads as there are cores; time of the stream"
                + " threads: %s. Once, beside it: %s.",
            judged.name(),
            SHAPE,
            outcome.stages(),
            once));
  }

  private static String described(Outcome outcome) {
    return outcome + ", " + outcome.stages();
  }

  private SeriesLoad load(String run, int count, List<String> variates) {
    return new SeriesLoad(run, count, variates, seed);
  }

  private Outcome outcome(
      Bench bench, ForecastTestbed bed, Service service, Contender contender, int times) {
    double[] whole = new double[times];
    double[] bare = new double[times];
    BareRun alone =
        new BareRun(contender.bundle(), SHAPE, Runtime.getRuntime().availableProcessors());
    try (Flood flood = Flood.start(bed, service, contender.load(), WARM, window)) {
      for (int turn = 0; turn < times; turn++) {
        whole[turn] = flood.rate(window);
        bare[turn] = alone.rowsPerSecond((int) window.toSeconds(), 1)[0];
        bench.say("  %.0f of %.0f rows/s; %s", whole[turn], bare[turn], flood.stages());
      }
      return new Outcome(whole, bare, flood.stages(), flood.lost());
    }
  }

  /** A network, and the readings that it forecasts. */
  private record Contender(String name, Path root, SeriesLoad load) {
    Path bundle() {
      return root.resolve(load.run()).resolve("1");
    }
  }

  /** Rates by turn. */
  @SuppressWarnings("ArrayRecordComponent") // never changed
  private record Outcome(double[] whole, double[] bare, String stages, int lost) {

    double share() {
      return median(whole) / median(bare);
    }

    List<Double> shares() {
      return IntStream.range(0, whole.length).mapToObj(turn -> whole[turn] / bare[turn]).toList();
    }

    private static double median(double[] figures) {
      return new Latencies(figures).quantile(0.5);
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%.0f %%: %,.0f forecasts a second, the bare network %,.0f; %d lost",
          100 * share(),
          median(whole),
          median(bare),
          lost);
    }
  }
}
