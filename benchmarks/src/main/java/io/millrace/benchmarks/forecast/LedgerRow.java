package io.millrace.benchmarks.forecast;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.benchmarks.CommittedOutputs;
import io.millrace.benchmarks.Testbeds;
import io.millrace.events.EventJson;
import io.millrace.events.Forecast;
import io.millrace.events.SeriesEvent;
import io.millrace.events.Topics;
import io.millrace.workbench.proof.Bench;
import io.millrace.workbench.proof.Measurement;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A model whose error is planted, and the figures that the service tells of it.
 *
 * @param steps of the stream
 */
record LedgerRow(int steps, long seed, Testbeds<ForecastTestbed> testbeds) implements ForecastRow {

  private static final String SERIES = "planted-series";
  private static final String MODEL = "planted";
  private static final List<String> VARIATES = List.of("planted-one", "planted-two");
  private static final int LOOKBACK = 8;
  private static final int HORIZON = 8;
  private static final double PRECISION = 1e-6;
  private static final Duration SILENCE = Duration.ofSeconds(60);

  /** What every told score must have. */
  private static final Set<String> FIGURES =
      Set.of("points", "mae", "rmse", "bias", "mase", "relMae", "pinball", "coverage");

  /** What came, in its order. */
  private record Told(List<Forecast> forecasts, List<JsonNode> scores) {

    static Told empty() {
      return new Told(new ArrayList<>(), new ArrayList<>());
    }

    void forecast(ConsumerRecord<byte[], byte[]> record) {
      if (isOurs(record)) {
        Forecast forecast = EventJson.read(Forecast.class, record.value());
        if (forecast.model().equals(MODEL)) {
          forecasts.add(forecast);
        }
      }
    }

    void score(ConsumerRecord<byte[], byte[]> record) {
      if (isOurs(record)) {
        JsonNode score = SeriesAccount.tree(new String(record.value(), UTF_8));
        if (score.get("model").asText().equals(MODEL)) {
          scores.add(score);
        }
      }
    }

    private static boolean isOurs(ConsumerRecord<byte[], byte[]> record) {
      return SERIES.equals(new String(record.key(), UTF_8));
    }

    boolean isThrough(Instant at) {
      return !forecasts.isEmpty() && !forecasts.get(forecasts.size() - 1).issuedAt().isBefore(at);
    }
  }

  /** How far the told figures lie from ours, relative to ours, by name. */
  private record Differences(Map<String, Double> furthest, int figures, int lacking) {

    boolean areWithinPrecision() {
      return figures > 0
          && lacking == 0
          && furthest.values().stream().allMatch(each -> each <= PRECISION);
    }

    @Override
    public String toString() {
      StringBuilder words = new StringBuilder();
      furthest.forEach(
          (name, each) -> words.append(String.format(Locale.ROOT, ", %s %.0e", name, each)));
      return String.format(Locale.ROOT, "%,d figures, %d lacking; furthest", figures, lacking)
          + words.substring(1);
    }
  }

  @Override
  public String name() {
    return "ledger";
  }

  @Override
  public String requirement() {
    return String.format(
        Locale.ROOT,
        "each figure of each told score equals what plain loops make of series-events and"
            + " forecasts, within %.0e relative; each forecast errs as planted",
        PRECISION);
  }

  @Override
  public Measurement measure(Bench bench, ForecastTestbed bed) {
    PlantedStream stream = new PlantedStream(SERIES, VARIATES, steps, seed);
    bed.forecast(model(bed), Map.of());
    Told told = Told.empty();
    try (CommittedOutputs outputs =
        new CommittedOutputs(
            bed.stack(),
            Map.of(Topics.FORECASTS, told::forecast, Topics.FORECAST_SCORES, told::score))) {
      stream.numbers().forEach(number -> bed.stack().send(stream.record(number)));
      bed.stack().flush();
      outputs.await(() -> told.isThrough(SeriesLoad.at(steps - 1)), SILENCE);
      outputs.readToEnd();
    }
    bench.say("  %,d forecasts, %,d scores", told.forecasts.size(), told.scores.size());
    return measurement(stream, told, new OfflineLedger(events(bed), told.forecasts));
  }

  private static Path model(ForecastTestbed bed) {
    return bed.models()
        .biased(
            ForecastContract.of(MODEL, VARIATES, SeriesLoad.STEP, LOOKBACK, HORIZON),
            (float) PlantedStream.BIAS,
            (float) PlantedStream.SPREAD);
  }

  private static List<SeriesEvent> events(ForecastTestbed bed) {
    return bed.stack().topics().committed(Topics.SERIES_EVENTS).stream()
        .filter(Told::isOurs)
        .map(record -> EventJson.read(SeriesEvent.class, record.value()))
        .toList();
  }

  private Measurement measurement(PlantedStream stream, Told told, OfflineLedger offline) {
    Differences differences = differences(told, offline);
    long astray = told.forecasts.stream().filter(each -> !errsAsPlanted(each, offline)).count();
    return Measurement.of(
            String.format(
                Locale.ROOT,
                "%,d scores, %s; %,d forecasts, %d not as planted",
                told.scores.size(),
                differences,
                told.forecasts.size(),
                astray),
            differences.areWithinPrecision()
                && told.isThrough(SeriesLoad.at(steps - 1))
                && astray == 0)
        .withNote(
            String.format(
                Locale.ROOT,
                "%,d steps, of which %,d came, two variates, 3 %% of the values missing. Values are"
                    + " multiples of 1/64 below 1 and the model is the last value and %.3f: six"
                    + " digits carry that whole. They round the calibrated quantiles, which is"
                    + " what is left in pinball. Fading weights 1 − 1/500; seed %d.",
                steps,
                stream.numbers().size(),
                PlantedStream.BIAS,
                seed));
  }

  private static boolean errsAsPlanted(Forecast forecast, OfflineLedger offline) {
    return forecast.variates().entrySet().stream()
        .allMatch(
            entry -> {
              double planted =
                  offline.last(entry.getKey(), forecast.issuedAt()) + PlantedStream.BIAS;
              for (double mean : entry.getValue().mean()) {
                if (mean != planted) {
                  return false;
                }
              }
              return true;
            });
  }

  private static Differences differences(Told told, OfflineLedger offline) {
    Map<String, Double> furthest = new TreeMap<>();
    int[] counts = new int[2]; // figures, lacking
    for (JsonNode score : told.scores) {
      Instant at = Instant.parse(score.get("at").asText());
      for (Map.Entry<String, JsonNode> variate : score.get("variates").properties()) {
        for (JsonNode lead : variate.getValue()) {
          Map<String, Double> ours =
              offline.figures(variate.getKey(), lead.get("lead").asInt(), at);
          compare(lead, ours, furthest, counts);
        }
      }
    }
    return new Differences(furthest, counts[0], counts[1]);
  }

  private static void compare(
      JsonNode lead, Map<String, Double> ours, Map<String, Double> furthest, int[] counts) {
    TreeSet<String> lacking = new TreeSet<>(FIGURES);
    ours.forEach(
        (name, own) -> {
          if (lead.hasNonNull(name)) {
            double apart = Math.abs(lead.get(name).asDouble() - own);
            furthest.merge(name, apart == 0 ? 0 : apart / Math.abs(own), Math::max);
            counts[0]++;
            lacking.remove(name);
          }
        });
    counts[1] += lacking.size();
  }
}
