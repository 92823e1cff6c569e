package io.millrace.benchmarks.forecast;

import io.millrace.benchmarks.SharedStack;
import io.millrace.benchmarks.ShortForms;
import io.millrace.benchmarks.Stack;
import io.millrace.transformers.series.ForecastRecipe;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The rows of the proof with smaller numbers. */
@ExtendWith(SharedStack.class)
final class ForecastGuaranteesTest {

  private static final long SEED = 7;

  private static ShortForms<ForecastTestbed> rows;

  @BeforeAll
  static void start(Stack stack) {
    rows = new ShortForms<>(ForecastTestbed.on(stack));
  }

  @AfterAll
  static void stop() {
    rows.close();
  }

  @Test
  void theStreamComputesWhatTheBenchComputesForTwoModelsSideBySide() {
    rows.keep(
        new StreamedRow(
            "streamed-side-by-side",
            List.of(
                streamed(StreamedModel.Network.ITRANSFORMER),
                streamed(StreamedModel.Network.INFORMER)),
            rows.testbed()));
  }

  private static StreamedModel streamed(StreamedModel.Network network) {
    return new StreamedModel(network, ForecastRecipe.Protocol.RATIO, 1_200, 48, 24, 16, 1, 1);
  }

  @Test
  void theLedgerTellsAPlantedError() {
    rows.keep(new LedgerRow(400, SEED, rows.testbed()));
  }

  @Test
  void aKilledServiceLosesAndDoublesNothing() {
    rows.keep(
        new KilledRow(
            new KillPlan(1, 1, Duration.ofMillis(900), 0, 8, 150, SEED),
            List.of(BatchShapes.PINNED),
            rows.testbed()));
  }

  @Test
  void whatComesInDisorderIsForecastAsInOrder() {
    rows.keep(new ShuffledRow(8, 200, SEED, rows.testbed()));
  }

  @Test
  void whatWasLiveIsForecastAgainAsItWas() {
    rows.keep(new ReplayRow(6, 120, SEED, rows.testbed()));
  }

  @Test
  void aSlowModelIsServedWithinItsBudget() {
    rows.keep(
        new SlowModelRow(
            1_500,
            Duration.ofMillis(300),
            Duration.ofMillis(750),
            Map.of(
                "millrace.forecast.pass-budget", "750ms", "millrace.forecast.batch-shapes", "256"),
            SEED,
            rows.testbed()));
  }

  @Test
  void manySeriesThatAreDueAtOnceAreForecastInTime() {
    rows.keep(
        new ManySeriesRow(
            500, Duration.ofSeconds(2), 3, Duration.ofSeconds(2), 64 << 10, SEED, rows.testbed()));
  }

  @Test
  void aReadingHasItsForecastSoon() {
    rows.keep(
        new LatencyRow(
            100, Duration.ofSeconds(3), 500, SEED, rows.testbed())); // twice what the proof asks
  }

  /** The share that a loaded machine reaches at least; the figure is the proof's. */
  @Test
  void mostOfTheTimeIsTheNetworks() {
    rows.keep(
        new ThroughputRow(
            100,
            1,
            Duration.ofSeconds(1),
            DrawnNetworks.PatchSize.PUBLISHED,
            0.15,
            false,
            SEED,
            rows.testbed()));
  }
}
