package io.millrace.forecast.stream;

import static io.millrace.forecast.stream.TestStream.START;
import static io.millrace.forecast.stream.TestStream.reading;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.events.Alert;
import io.millrace.events.EventRecords;
import io.millrace.events.Forecast;
import io.millrace.events.ForecastScore;
import io.millrace.events.LeadScore;
import io.millrace.events.SeriesEvent;
import io.millrace.events.Topics;
import io.millrace.forecast.jobs.Cadence;
import io.millrace.forecast.jobs.Job;
import io.millrace.forecast.jobs.SeriesPattern;
import io.millrace.forecasting.Limit;
import io.millrace.forecasting.VariateOutlook;
import io.millrace.forecasting.alert.AlertRule;
import io.millrace.forecasting.alert.AlertTerms;
import io.millrace.forecasting.alert.AlertTiming;
import io.millrace.forecasting.alert.BreachAhead;
import io.millrace.forecasting.alert.Severities;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesStreamTest {

  @TempDir Path folder;
  private TestStream stream;

  @AfterEach
  void close() {
    stream.close();
  }

  @Test
  void everyClosedStepIsForecastAsTheModelForecastsItDirectly() {
    DriftForecaster model = new DriftForecaster("drift", "a");
    stream = new TestStream(folder, 16).serve(model);
    double[] values = new Random(1).doubles(300, 0, 10).toArray();
    for (int i = 0; i < values.length; i++) {
      stream.pipe(reading("s", i, values[i]));
    }
    stream.waitForPunctuation();
    List<Forecast> forecasts = stream.forecasts();
    assertThat(forecasts).hasSize(values.length - 7); // the naive forecaster waits for 8 steps
    for (Forecast forecast : forecasts.subList(2, forecasts.size())) {
      assertAsDirect(forecast, values);
    }
    assertThat(model.batches()).contains(16);
  }

  private static void assertAsDirect(Forecast forecast, double[] values) {
    int step = (int) Duration.between(START, forecast.issuedAt()).toSeconds();
    VariateOutlook direct =
        DriftForecaster.drawnOn(Arrays.copyOfRange(values, step + 1 - 10, step + 1));
    assertThat(forecast.model()).isEqualTo("drift");
    assertThat(forecast.variates().get("a").mean())
        .containsExactly(direct.mean(), within(1e-4)); // a topic carries six digits
  }

  @Test
  void aYoungSeriesIsServedByTheNaiveForecasterUntilTheModelCan() {
    stream = new TestStream(folder, 1).serve(new DriftForecaster("drift", "a"));
    pipeSeconds("s", 0, 12);
    assertThat(stream.forecasts())
        .extracting(Forecast::servedBy)
        .containsExactly("seasonal-naive", "seasonal-naive", "drift", "drift", "drift");
  }

  @Test
  void aModelThatComesWhileTheStreamRunsIsPickedUpBetweenPasses() {
    stream = new TestStream(folder, 1);
    pipeSeconds("s", 0, 20);
    stream.serve(new DriftForecaster("late", "a"));
    pipeSeconds("s", 20, 22);
    assertThat(stream.forecasts().stream().map(Forecast::model).skip(12))
        .containsExactly("seasonal-naive", "late", "late");
  }

  @Test
  void aModelWithOtherVariatesDoesNotServe() {
    stream = new TestStream(folder, 1).serve(new DriftForecaster("other", "a", "b"));
    pipeSeconds("s", 0, 20);
    assertThat(stream.forecasts()).extracting(Forecast::model).containsOnly("seasonal-naive");
  }

  @Test
  void aRedeliveredReadingChangesNothing() {
    stream = new TestStream(folder, 1).serve(new DriftForecaster("drift", "a"));
    pipeSeconds("s", 0, 20);
    int before = stream.forecasts().size();
    pipeSeconds("s", 5, 20);
    stream.waitForPunctuation();
    assertThat(before).isEqualTo(13);
    assertThat(stream.forecasts()).isEmpty();
    assertThat(stream.records(Topics.REJECTED_EVENTS)).isEmpty();
  }

  @Test
  void readingsShuffledWithinTheToleranceGiveTheSameForecasts() {
    List<SeriesEvent> readings = new ArrayList<>();
    Random random = new Random(4);
    for (int i = 0; i < 200; i++) {
      readings.add(reading("s", i + (i > 100 ? 3 : 0), random.nextDouble()));
    }
    List<Forecast> inOrder = run("order", readings);
    List<SeriesEvent> shuffled = new ArrayList<>(readings);
    Map<SeriesEvent, Long> arrival = new HashMap<>();
    readings.forEach(it -> arrival.put(it, it.at().toEpochMilli() + random.nextInt(3900)));
    shuffled.sort(Comparator.comparing(arrival::get));
    assertThat(shuffled).isNotEqualTo(readings);
    assertThat(run("shuffled", shuffled)).isEqualTo(inOrder).hasSizeGreaterThan(150);
  }

  private List<Forecast> run(String name, List<SeriesEvent> readings) {
    if (stream != null) {
      stream.close();
    }
    stream =
        new TestStream(folder.resolve(name), 7, job(Duration.ofSeconds(4)))
            .serve(new DriftForecaster("drift", "a"));
    readings.forEach(stream::pipe);
    stream.waitForPunctuation();
    return stream.forecasts();
  }

  @Test
  void aReadingThatIsTooLateIsRejectedAsItCame() {
    stream = new TestStream(folder, 1);
    pipeSeconds("s", 0, 20);
    stream.pipe(reading("s", 30, 1));
    SeriesEvent late = reading("s", 25, 1);
    stream.pipe(late);
    TestRecord<byte[], byte[]> rejected = stream.records(Topics.REJECTED_EVENTS).get(0);
    assertThat(rejected.value()).isEqualTo(EventRecords.of(late).value());
    assertThat(header(rejected, "millrace_stage")).isEqualTo("history");
    assertThat(header(rejected, "millrace_reason")).contains("behind the newest reading");
    assertThat(header(rejected, "ce_type")).isEqualTo("io.millrace.series.v1");
  }

  @Test
  void badRecordsAreRejectedWithTheirBytesAndTheRestGoesOn() {
    stream = new TestStream(folder, 1);
    String event = "{\"series\":\"s\",\"at\":\"%s\",\"values\":{\"a\":%s}}";
    List<byte[]> bad =
        List.of(
            "{".getBytes(UTF_8),
            new byte[0],
            new byte[] {(byte) 0xff, 0, 1},
            "null".getBytes(UTF_8),
            "[]".getBytes(UTF_8),
            event.formatted("2026-01-01T00:00:00Z", "\"x\"").getBytes(UTF_8),
            event.formatted("yesterday", "1").getBytes(UTF_8),
            event.formatted("2099-01-01T00:00:00Z", "1").getBytes(UTF_8),
            event.formatted("-999999999-01-01T00:00:00Z", "1").getBytes(UTF_8),
            "{\"series\":\"t\",\"at\":\"2026-01-01T00:00:00Z\",\"values\":{\"a\":1}}"
                .getBytes(UTF_8));
    bad.forEach(value -> stream.pipe("s".getBytes(UTF_8), value));
    stream.pipe("s".getBytes(UTF_8), null);
    stream.pipe(null, bad.get(0));
    pipeSeconds("s", 0, 20);
    List<TestRecord<byte[], byte[]>> rejected = stream.records(Topics.REJECTED_EVENTS);
    assertThat(rejected).hasSize(12);
    for (int i = 0; i < bad.size(); i++) {
      assertThat(rejected.get(i).value()).isEqualTo(bad.get(i));
    }
    assertThat(rejected.get(10).value()).isNull();
    assertThat(header(rejected.get(6), "millrace_reason")).startsWith("at: ");
    assertThat(rejected.get(0).headers().lastHeader("mine").value()).containsExactly(7);
    assertThat(stream.forecasts()).hasSize(13);
  }

  @Test
  void hugeNumbersHarmOnlyTheirOwnSeries() {
    stream = new TestStream(folder, 64).serve(new DriftForecaster("drift", "a"));
    for (int i = 0; i < 40; i++) {
      stream.pipe(reading("huge", i, i % 2 == 0 ? 1e308 : -1e308));
      stream.pipe(reading("s", i, i));
    }
    stream.waitForPunctuation();
    assertThat(stream.forecasts().stream().filter(it -> it.series().equals("s"))).hasSize(33);
  }

  @Test
  void scoresAreThoseCalculatedOffline() {
    stream = new TestStream(folder, 5).serve(new DriftForecaster("drift", "a"));
    double[] values = new Random(8).doubles(201, 0, 10).toArray();
    for (int i = 0; i < values.length; i++) {
      stream.pipe(reading("s", i, values[i]));
    }
    stream.waitForPunctuation();
    List<ForecastScore> scores =
        stream.read(Topics.FORECAST_SCORES, ForecastScore.class).stream()
            .filter(score -> score.model().equals("drift"))
            .toList();
    ForecastScore last = scores.get(scores.size() - 1);
    assertThat(last.at()).isEqualTo(START.plusSeconds(200));
    for (LeadScore score : last.variates().get("a")) {
      assertAsOffline(score, values, 200);
    }
    assertThat(last.variates().get("a")).extracting(LeadScore::lead).containsExactly(1, 2, 4, 8);
    assertThat(scores.get(0).variates().get("a").get(0).points()).isOne();
  }

  private static void assertAsOffline(LeadScore score, double[] values, int until) {
    int lead = score.lead();
    double weight = 0;
    double absolute = 0;
    double naive = 0;
    for (int target = 9 + lead; target <= until; target++) {
      int issued = target - lead;
      double[] window = Arrays.copyOfRange(values, issued - 9, issued + 1);
      double mean = DriftForecaster.drawnOn(window).mean()[lead - 1];
      weight = weight * (1 - 1 / 500.0) + 1;
      absolute = absolute * (1 - 1 / 500.0) + Math.abs(values[target] - mean);
      naive = naive * (1 - 1 / 500.0) + Math.abs(values[target] - values[issued]);
    }
    assertThat(score.points()).isEqualTo(until - 9 - lead + 1);
    assertThat(score.mae()).isCloseTo(absolute / weight, within(1e-6));
    assertThat(score.relMae()).isCloseTo(absolute / naive, within(1e-6));
  }

  @Test
  void whatFollowsFromARecordingSaysSo() {
    stream = new TestStream(folder, 1);
    for (int i = 0; i < 12; i++) {
      stream.pipe(
          new SeriesEvent(
              "s",
              START.plusSeconds(i),
              0,
              SeriesEvent.Kind.OBSERVED,
              Map.of("a", 1.0 * i),
              Map.of("origin", "recorded")));
    }
    TestRecord<byte[], byte[]> forecast = stream.records(Topics.FORECASTS).get(0);
    assertThat(header(forecast, "millrace_origin")).isEqualTo("recorded");
    assertThat(stream.read(Topics.FORECAST_SCORES, ForecastScore.class))
        .allSatisfy(score -> assertThat(score.attributes()).containsEntry("origin", "recorded"));
  }

  @Test
  void aRampFiresBeforeItCrossesAndResolvesWhenItIsOver() {
    AlertRule rule =
        new BreachAhead(
            new AlertTerms("ramp", "warning", AlertTiming.of(Duration.ofSeconds(1))),
            "a",
            Limit.above(100),
            Duration.ofSeconds(8),
            0.8,
            0.3,
            Severities.USUAL);
    stream =
        new TestStream(folder, 3, job(Duration.ZERO, rule))
            .serve(new DriftForecaster("drift", "a"));
    for (int i = 0; i < 200; i++) {
      stream.pipe(reading("s", i, i < 60 ? 10 : i < 160 ? 10 + (i - 60) : 10));
    }
    stream.waitForPunctuation();
    List<Alert> alerts = stream.read(Topics.ALERTS, Alert.class);
    Instant crossing = START.plusSeconds(60 + 91);
    assertThat(alerts)
        .extracting(Alert::state)
        .containsExactly(Alert.State.FIRING, Alert.State.RESOLVED);
    assertThat(alerts.get(0).startsAt()).isBefore(crossing).isAfter(crossing.minusSeconds(9));
    assertThat(alerts.get(0).id()).isEqualTo("ramp|s/a|" + alerts.get(0).startsAt());
    assertThat(alerts.get(0).leadTime()).isPositive();
    assertThat(alerts.get(1).id()).isEqualTo(alerts.get(0).id());
    assertThat(alerts.get(1).sequence()).isEqualTo(2);
  }

  private static Job job(Duration tolerance, AlertRule... rules) {
    return new Job(
        "job",
        new SeriesPattern("*"),
        Optional.empty(),
        Optional.empty(),
        null,
        tolerance,
        Job.OTHERS.gaps(),
        Cadence.EACH_STEP,
        List.of(),
        OptionalInt.empty(),
        List.of(),
        false,
        false,
        Job.OTHERS.forgetAfter(),
        List.of(rules));
  }

  private void pipeSeconds(String series, int from, int until) {
    for (int i = from; i < until; i++) {
      stream.pipe(reading(series, i, i));
    }
  }

  private static String header(TestRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), UTF_8);
  }
}
