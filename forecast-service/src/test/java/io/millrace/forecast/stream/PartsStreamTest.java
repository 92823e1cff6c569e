package io.millrace.forecast.stream;

import static io.millrace.forecast.stream.TestStream.reading;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.events.Forecast;
import io.millrace.events.ForecastJob;
import io.millrace.events.Topics;
import io.millrace.events.VariateForecast;
import io.millrace.forecast.jobs.Job;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartsStreamTest {

  private static final Job ASKS = job("asks", "{'series':'*','parts':true}");

  @TempDir Path folder;
  private TestStream stream;

  @AfterEach
  void close() {
    stream.close();
  }

  @Test
  void aJobThatAsksForPartsGetsTrendAndSeasonBesideTheMean() {
    stream = new TestStream(folder, 1, ASKS).serve(DriftForecaster.inParts("drift", "a"));

    pipeSeconds("s", 0, 30);

    List<VariateForecast> forecasts = byModel("s");
    assertThat(forecasts).hasSize(21);
    VariateForecast last = forecasts.get(20); // of 0, 1, … 29
    assertThat(last.mean()).containsExactly(30, 31, 32, 33, 34, 35, 36, 37);
    assertThat(last.season()).containsExactly(.25, -.25, .25, -.25, .25, -.25, .25, -.25);
    assertThat(last.trend())
        .containsExactly(29.75, 31.25, 31.75, 33.25, 33.75, 35.25, 35.75, 37.25);
  }

  @Test
  void aJobThatDoesNotAskGetsNoParts() {
    stream =
        new TestStream(folder, 1, job("plain", "{'series':'*'}"))
            .serve(DriftForecaster.inParts("drift", "a"));

    pipeSeconds("s", 0, 30);

    assertThat(byModel("s")).hasSize(21).allMatch(PartsStreamTest::isWhole);
  }

  @Test
  void aModelWithoutPartsServesAJobThatAsksAsItCanAndSoDoesSeasonalNaive() {
    stream = new TestStream(folder, 1, ASKS).serve(new DriftForecaster("drift", "a"));

    pipeSeconds("s", 0, 30);

    List<Forecast> forecasts = stream.forecasts();
    assertThat(forecasts).extracting(Forecast::servedBy).contains("seasonal-naive", "drift");
    assertThat(forecasts).hasSize(23).allMatch(it -> isWhole(it.variates().get("a")));
    assertThat(stream.records(Topics.REJECTED_EVENTS)).isEmpty();
  }

  @Test
  void stepsThatAskForPartsShareCallsOnlyWithTheirLike() {
    DriftForecaster model = DriftForecaster.inParts("drift", "a");
    stream = new TestStream(folder, 2, job("asks", "{'series':'x*','parts':true}")).serve(model);

    pipeTogether("x1", "x2");
    pipeTogether("x3", "y1");

    assertThat(model.batches()).containsExactly(2, 1, 1);
    assertThat(stream.forecasts())
        .filteredOn(it -> it.servedBy().equals("drift"))
        .extracting(it -> it.series() + " " + isWhole(it.variates().get("a")))
        .containsExactly("x1 false", "x2 false", "x3 false", "y1 true");
  }

  private static boolean isWhole(VariateForecast forecast) {
    return forecast.trend().length == 0 && forecast.season().length == 0;
  }

  private List<VariateForecast> byModel(String series) {
    return stream.forecasts().stream()
        .filter(it -> it.series().equals(series) && it.servedBy().equals("drift"))
        .map(it -> it.variates().get("a"))
        .toList();
  }

  private void pipeSeconds(String series, int from, int until) {
    for (int i = from; i < until; i++) {
      stream.pipe(reading(series, i, i));
    }
  }

  /** The first ten seconds, of which a model sees the last. */
  private void pipeTogether(String first, String second) {
    for (int i = 0; i < 10; i++) {
      stream.pipe(reading(first, i, i));
      stream.pipe(reading(second, i, i));
    }
  }

  private static Job job(String name, String json) {
    byte[] asked = json.replace('\'', '"').getBytes(UTF_8);
    return Job.of(ForecastJob.asked(name, asked, Instant.EPOCH));
  }
}
