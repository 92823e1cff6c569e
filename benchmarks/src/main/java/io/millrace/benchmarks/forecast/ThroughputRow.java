package io.millrace.benchmarks.forecast;

import io.millrace.benchmarks.Latencies;
import io.millrace.benchmarks.Testbeds;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How many forecasts a second come out of the whole service, beside what its network alone makes in
 * batches of the same size on the same machine: the service, then the network, in turn.
 *
 * @param series whose readings come in turn
 * @param turns of both; each figure is the median
 * @param window of one measurement
 * @param least share of the bare network's rate
 */
record ThroughputRow(
    int series,
    int turns,
    Duration window,
    DrawnNetworks.PatchSize size,
    double least,
    long seed,
    Testbeds<ForecastTestbed> testbeds)
    implements ForecastRow {

  private static final String MODEL = "throughput";
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
    Path models = networks.patches(MODEL, SeriesLoad.STEP, size);
    SeriesLoad load = new SeriesLoad("throughput", series, List.of(MODEL), seed);
    double[] whole = new double[turns];
    double[] bare = new double[turns];
    try (Flood flood = Flood.start(bed, models, load, WARM)) {
      for (int turn = 0; turn < turns; turn++) {
        whole[turn] = flood.rate(window);
        bare[turn] = bare(bundle(models)).rowsPerSecond((int) window.toSeconds(), 1)[0];
        bench.say("  %.0f of %.0f rows/s; %s", whole[turn], bare[turn], flood.stages());
      }
      int lost = flood.lost();
      double share = median(whole) / median(bare);
      return new Measurement(
          String.format(
              Locale.ROOT,
              "%.0f %%: %,.0f forecasts a second, the bare network %,.0f; %d lost",
              100 * share,
              median(whole),
              median(bare),
              lost),
          share >= least && lost == 0,
          IntStream.range(0, turns).mapToObj(turn -> whole[turn] / bare[turn]).toList(),
          String.format(Locale.ROOT, "%s; %s", size, flood.stages()));
    }
  }

  private static Path bundle(Path root) {
    return root.resolve(MODEL).resolve("1");
  }

  private static BareRun bare(Path bundle) {
    return new BareRun(bundle, SHAPE, Runtime.getRuntime().availableProcessors());
  }

  private static double median(double[] figures) {
    return new Latencies(figures).quantile(0.5);
  }
}
