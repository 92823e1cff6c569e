package io.millrace.benchmarks.forecast;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.benchmarks.CommittedOutputs;
import io.millrace.benchmarks.Testbeds;
import io.millrace.events.EventJson;
import io.millrace.events.EventRecords;
import io.millrace.events.Forecast;
import io.millrace.events.SeriesEvent;
import io.millrace.events.Topics;
import io.millrace.forecasting.LeadErrors;
import io.millrace.forecasting.SeriesTable;
import io.millrace.transformers.series.TrainedForecast;
import io.millrace.workbench.csv.ReadOptions;
import io.millrace.workbench.csv.SeriesCsv;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A public series through the whole service, by a model that was trained on its training rows; the
 * forecasts of the test rows are joined with what came.
 */
record StreamedRow(StreamedModel model, Testbeds<ForecastTestbed> testbeds) implements ForecastRow {

  static final String DATA = "forecast/ETTh1.csv";

  private static final String SERIES = "etth1-streamed";
  private static final double PRECISION = 1e-5;
  private static final Duration SILENCE = Duration.ofSeconds(120);

  @Override
  public String name() {
    return "streamed";
  }

  @Override
  public String requirement() {
    return String.format(
        Locale.ROOT,
        "ETTh1 at full speed through the whole service: MSE and MAE of the mean over every test"
            + " window equal to what the bench computes of the same model, within %.0e; no window"
            + " missing, doubled or forecast by another",
        PRECISION);
  }

  /**
   * @throws io.millrace.workbench.proof.MissingDataException if the series is not there
   */
  @Override
  public Measurement measure(Bench bench, ForecastTestbed bed) {
    SeriesTable table = model.part(SeriesCsv.read(bench.file(DATA), ReadOptions.detect()).table());
    long start = System.nanoTime();
    TrainedForecast trained = model.train(table);
    bench.say("  trained in %.0f s", seconds(start));
    bed.forecast(model.write(bed.models().folder(), table, trained), Map.of());
    StreamedErrors streamed =
        new StreamedErrors(table, trained.data().test().windows(), trained.data().scaler());
    double seconds = stream(bench, bed, table, streamed);
    return measurement(table, trained.scores().get(0).errors(), streamed, seconds);
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  /**
   * @return seconds until the last window's forecast was read
   */
  private static double stream(
      Bench bench, ForecastTestbed bed, SeriesTable table, StreamedErrors streamed) {
    Reader reader = new Reader(bench, streamed);
    try (CommittedOutputs outputs =
        new CommittedOutputs(bed.stack(), Map.of(Topics.FORECASTS, reader::read))) {
      long start = System.nanoTime();
      for (int row = 0; row < table.length(); row++) {
        bed.stack().send(EventRecords.of(event(table, row)));
      }
      bed.stack().flush();
      outputs.await(() -> streamed.missing() == 0, SILENCE);
      double seconds = seconds(start);
      outputs.await(() -> bed.group().lag(Topics.SERIES_EVENTS) == 0, SILENCE);
      outputs.readToEnd();
      return seconds;
    }
  }

  /** Takes in forecasts of the series and says how far they are. */
  private static final class Reader {

    private static final int EVERY = 2_000;

    private final Bench bench;
    private final StreamedErrors streamed;
    private int read;

    Reader(Bench bench, StreamedErrors streamed) {
      this.bench = bench;
      this.streamed = streamed;
    }

    void read(ConsumerRecord<byte[], byte[]> record) {
      if (SERIES.equals(new String(record.key(), UTF_8))) {
        streamed.add(EventJson.read(Forecast.class, record.value()));
        if (++read % EVERY == 0) {
          bench.say("  %,d forecasts, %,d test windows", read, streamed.seen());
        }
      }
    }
  }

  private static SeriesEvent event(SeriesTable table, int row) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (int variate = 0; variate < table.variates().size(); variate++) {
      values.put(table.variates().get(variate), table.rows()[row][variate]);
    }
    return new SeriesEvent(
        SERIES, table.times().get(row), 0, SeriesEvent.Kind.OBSERVED, values, Map.of());
  }

  private Measurement measurement(
      SeriesTable table, LeadErrors bench, StreamedErrors streamed, double seconds) {
    double squared = Math.abs(streamed.errors().mse() - bench.mse());
    double absolute = Math.abs(streamed.errors().mae() - bench.mae());
    return Measurement.of(
            String.format(
                Locale.ROOT,
                "MSE / MAE %.6f / %.6f, the bench %.6f / %.6f: apart by %.1e / %.1e; %,d windows,"
                    + " %d missing, %d doubled, %d by another",
                streamed.errors().mse(),
                streamed.errors().mae(),
                bench.mse(),
                bench.mae(),
                squared,
                absolute,
                streamed.seen(),
                streamed.missing(),
                streamed.doubled(),
                streamed.byOthers()),
            squared <= PRECISION
                && absolute <= PRECISION
                && streamed.missing() == 0
                && streamed.doubled() == 0
                && streamed.byOthers() == 0)
        .withNote(
            String.format(
                Locale.ROOT,
                "%,d rows of %d variates in %.0f s, %.0f rows/s, to the last forecast read. Errors"
                    + " in scaled units; the topic carries six digits. %s.",
                table.length(),
                table.variates().size(),
                seconds,
                table.length() / seconds,
                model));
  }
}
