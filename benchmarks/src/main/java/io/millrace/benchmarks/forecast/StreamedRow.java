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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A public series through the whole service, as a series for each of some models that were trained
 * on its training rows; the forecasts of the test rows are joined with what came.
 *
 * @param models of which each has a job of its own, if there are several
 */
record StreamedRow(String name, List<StreamedModel> models, Testbeds<ForecastTestbed> testbeds)
    implements ForecastRow {

  static final String DATA = "forecast/ETTh1.csv";

  private static final double PRECISION = 1e-5;
  private static final Duration SILENCE = Duration.ofSeconds(120);

  StreamedRow {
    models = List.copyOf(models);
  }

  @Override
  public String requirement() {
    return String.format(
        Locale.ROOT,
        "ETTh1 at full speed through the whole service%s: MSE and MAE of the mean over every test"
            + " window equal to what the bench computes of the same model, within %.0e; no window"
            + " missing, doubled or forecast by another",
        models.size() == 1
            ? ""
            : ", by "
                + models.stream().map(StreamedModel::name).collect(Collectors.joining(" and "))
                + " in two jobs of one process",
        PRECISION);
  }

  /** A model, what the bench says of it, and what the stream did. */
  private record Streamed(
      StreamedModel model, SeriesTable table, LeadErrors bench, StreamedErrors errors) {

    boolean equal() {
      return squared() <= PRECISION
          && absolute() <= PRECISION
          && errors.missing() == 0
          && errors.doubled() == 0
          && errors.byOthers() == 0;
    }

    double squared() {
      return Math.abs(errors.errors().mse() - bench.mse());
    }

    double absolute() {
      return Math.abs(errors.errors().mae() - bench.mae());
    }

    String told() {
      return String.format(
          Locale.ROOT,
          "MSE / MAE %.6f / %.6f, the bench %.6f / %.6f: apart by %.1e / %.1e; %,d windows,"
              + " %d missing, %d doubled, %d by another",
          errors.errors().mse(),
          errors.errors().mae(),
          bench.mse(),
          bench.mae(),
          squared(),
          absolute(),
          errors.seen(),
          errors.missing(),
          errors.doubled(),
          errors.byOthers());
    }
  }

  /**
   * @throws io.millrace.workbench.proof.MissingDataException if the series is not there
   */
  @Override
  public Measurement measure(Bench bench, ForecastTestbed bed) {
    List<Streamed> streamed = new ArrayList<>();
    List<String> roots = new ArrayList<>();
    SeriesTable whole = SeriesCsv.read(bench.file(DATA), ReadOptions.detect()).table();
    for (StreamedModel model : models) {
      SeriesTable table = model.part(whole);
      long start = System.nanoTime();
      TrainedForecast trained = model.train(table);
      bench.say("  trained %s in %.0f s", model.name(), seconds(start));
      roots.add(model.write(bed.models().folder(), table, trained).toString());
      streamed.add(
          new Streamed(
              model,
              table,
              trained.scores().get(0).errors(),
              new StreamedErrors(
                  model.name(), table, trained.data().test().windows(), trained.data().scaler())));
    }
    bed.forecast(String.join(",", roots), jobs());
    return measurement(streamed, stream(bench, bed, streamed));
  }

  private Map<String, String> jobs() {
    Map<String, String> jobs = new LinkedHashMap<>();
    for (int i = 0; i < models.size() && models.size() > 1; i++) {
      String job = "millrace.jobs[" + (i + 1) + "].";
      jobs.put(job + "name", models.get(i).name());
      jobs.put(job + "series", models.get(i).series());
      jobs.put(job + "model", models.get(i).name());
    }
    return jobs;
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  /**
   * @return seconds until the last window's forecast was read
   */
  private static double stream(Bench bench, ForecastTestbed bed, List<Streamed> streamed) {
    Reader reader = new Reader(bench, streamed);
    try (CommittedOutputs outputs =
        new CommittedOutputs(bed.stack(), Map.of(Topics.FORECASTS, reader::read))) {
      long start = System.nanoTime();
      int rows = streamed.stream().mapToInt(each -> each.table().length()).max().orElseThrow();
      for (int row = 0; row < rows; row++) {
        for (Streamed each : streamed) {
          if (row < each.table().length()) {
            bed.stack().send(EventRecords.of(event(each, row)));
          }
        }
      }
      bed.stack().flush();
      outputs.await(
          () -> streamed.stream().allMatch(each -> each.errors().missing() == 0), SILENCE);
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
    private final Map<String, StreamedErrors> bySeries = new LinkedHashMap<>();
    private int read;

    Reader(Bench bench, List<Streamed> streamed) {
      this.bench = bench;
      streamed.forEach(each -> bySeries.put(each.model().series(), each.errors()));
    }

    void read(ConsumerRecord<byte[], byte[]> record) {
      StreamedErrors errors = bySeries.get(new String(record.key(), UTF_8));
      if (errors != null) {
        errors.add(EventJson.read(Forecast.class, record.value()));
        if (++read % EVERY == 0) {
          int seen = bySeries.values().stream().mapToInt(StreamedErrors::seen).sum();
          bench.say("  %,d forecasts, %,d test windows", read, seen);
        }
      }
    }
  }

  private static SeriesEvent event(Streamed streamed, int row) {
    SeriesTable table = streamed.table();
    Map<String, Double> values = new LinkedHashMap<>();
    for (int variate = 0; variate < table.variates().size(); variate++) {
      values.put(table.variates().get(variate), table.rows()[row][variate]);
    }
    return new SeriesEvent(
        streamed.model().series(),
        table.times().get(row),
        0,
        SeriesEvent.Kind.OBSERVED,
        values,
        Map.of());
  }

  private static Measurement measurement(List<Streamed> streamed, double seconds) {
    String reached =
        streamed.size() == 1
            ? streamed.get(0).told()
            : streamed.stream()
                .map(each -> each.model().name() + ": " + each.told())
                .collect(Collectors.joining("; "));
    int rows = streamed.stream().mapToInt(each -> each.table().length()).sum();
    return Measurement.of(reached, streamed.stream().allMatch(Streamed::equal))
        .withNote(
            String.format(
                Locale.ROOT,
                "%,d rows of %d variates in %.0f s, %.0f rows/s, to the last forecast read. Errors"
                    + " in scaled units; the topic carries six digits. %s.",
                rows,
                streamed.get(0).table().variates().size(),
                seconds,
                rows / seconds,
                streamed.stream()
                    .map(each -> each.model().toString())
                    .collect(Collectors.joining("; "))));
  }
}
