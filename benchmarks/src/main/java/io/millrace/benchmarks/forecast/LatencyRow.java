package io.millrace.benchmarks.forecast;

import io.millrace.benchmarks.CommittedOutputs;
import io.millrace.benchmarks.Latencies;
import io.millrace.benchmarks.SteadyLoad;
import io.millrace.benchmarks.Testbeds;
import io.millrace.events.EventJson;
import io.millrace.events.Forecast;
import io.millrace.events.Topics;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * From an observation to its forecast, as a reader of committed records sees it, under a steady
 * load.
 *
 * @param series each read once a second
 * @param length of the measurement
 * @param most milliseconds of the median
 */
record LatencyRow(
    int series, Duration length, double most, long seed, Testbeds<ForecastTestbed> testbeds)
    implements ForecastRow {

  private static final String MODEL = "latency";
  private static final int WARM = 100; // steps: the model looks back on 96
  private static final Duration RUN_IN = Duration.ofSeconds(5);

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public String requirement() {
    return String.format(
        Locale.ROOT,
        "observation to committed forecast at %d observations/s: p50 at most %.0f ms; p99 reported",
        series,
        most);
  }

  @Override
  public Measurement measure(Bench bench, ForecastTestbed bed) {
    Path models =
        new DrawnNetworks(bed.stack().folder().resolve("drawn"), seed)
            .patches(MODEL, SeriesLoad.STEP, DrawnNetworks.PatchSize.SMALL);
    bed.forecast(models, Map.of());
    SeriesLoad load = new SeriesLoad("latency", series, List.of(MODEL), seed);
    try (SeriesRun warm = new SeriesRun(bed, load)) {
      warm.send(0, WARM * series);
      warm.settle(WARM * series);
    }
    Latencies latencies = measured(bed, load);
    double median = latencies.quantile(0.5);
    return Measurement.of(
            String.format(
                Locale.ROOT,
                "p50 %.0f ms, p99 %.0f ms, longest %.0f ms of %,d",
                median,
                latencies.quantile(0.99),
                latencies.quantile(1),
                latencies.ascending().length),
            median <= most)
        .withNote(
            String.format(
                Locale.ROOT,
                "%d series, one reading a second each; PatchTST 96 to 24, width 64; from the moment"
                    + " a reading is due to be sent to the poll of a read_committed consumer, over"
                    + " %d s after %d s of running in; settings as they ship, but that no model is demoted.",
                series,
                length.toSeconds(),
                RUN_IN.toSeconds()));
  }

  private Latencies measured(ForecastTestbed bed, SeriesLoad load) {
    List<Double> taken = new ArrayList<>();
    int offset = WARM * series;
    try (SteadyLoad steady =
            SteadyLoad.start(bed.stack(), number -> load.record(offset + number), series);
        CommittedOutputs outputs =
            new CommittedOutputs(
                bed.stack(),
                Map.of(Topics.FORECASTS, record -> take(record, load, offset, steady, taken)))) {
      outputs.follow(RUN_IN);
      taken.clear();
      outputs.follow(length);
    }
    return Latencies.of(taken);
  }

  private static void take(
      ConsumerRecord<byte[], byte[]> record,
      SeriesLoad load,
      int offset,
      SteadyLoad steady,
      List<Double> into) {
    long now = System.nanoTime();
    Forecast forecast = EventJson.read(Forecast.class, record.value());
    if (forecast.model().equals(MODEL) && forecast.series().startsWith(load.run() + "-")) {
      int index = Integer.parseInt(forecast.series().substring(load.run().length() + 1));
      long step =
          Duration.between(SeriesLoad.START, forecast.issuedAt()).dividedBy(SeriesLoad.STEP);
      int number = Math.toIntExact(step * load.series() + index) - offset;
      into.add((now - steady.due(number)) / 1e6);
    }
  }
}
