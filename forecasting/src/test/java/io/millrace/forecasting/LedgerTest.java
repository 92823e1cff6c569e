package io.millrace.forecasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LedgerTest {

  private static final int HORIZON = 8;
  private static final List<Double> LEVELS = List.of(0.1, 0.5, 0.9);
  private static final Served SERVED =
      new Served("planted", "1", "planted", List.of("a"), LEVELS, HORIZON);

  /** The forecast is the truth plus a known error at every lead. */
  @Test
  void plantedErrorsAreScoredAsOffline() {
    int steps = 400;
    Random random = new Random(11);
    double[] truth = random.doubles(steps + HORIZON, 0, 1).toArray();
    double[][] error = new double[steps][HORIZON];
    for (double[] row : error) {
      Arrays.setAll(row, i -> random.nextGaussian() * (i + 1) * 0.1);
    }
    Ledger ledger = run(truth, error, steps);
    List<LeadRecord> records = ledger.records(SERVED).get("a");
    assertThat(records).extracting(LeadRecord::lead).containsExactly(1, 2, 4, 8);
    for (LeadRecord record : records) {
      assertAsOffline(record, truth, error, steps);
    }
  }

  @Test
  void theLedgerIsBoundedAndItsBytesGiveItBack() {
    double[] truth = new Random(1).doubles(2000, 0, 1).toArray();
    Ledger ledger = run(truth, new double[1000][HORIZON], 1000);
    byte[] bytes = ledger.toBytes();
    assertThat(bytes.length).isLessThan(2048);
    assertThat(Ledger.fromBytes(bytes)).isEqualTo(ledger);
  }

  @Test
  void whatHasNoActualIsLetGo() {
    History history = History.empty();
    HistoryPolicy policy = HistoryPolicy.forLookback(8);
    Ledger ledger = Ledger.empty();
    for (int i = 0; i < 60; i++) {
      Instant at = Instant.ofEpochSecond(i < 20 ? i : i + 100);
      history = history.accept(Observation.of(at, Map.of("a", 1.0)), policy).history();
      Window window = history.window(at.getEpochSecond(), 50).orElse(null);
      if (window != null) {
        ledger = ledger.score(window).ledger();
        if (i < 20) {
          ledger = ledger.remember(outlook(new double[HORIZON], new double[HORIZON]), window, 5);
        }
      }
    }
    assertThat(ledger.accounts().get(0).outstanding()).allMatch(open -> open.size() == 0);
  }

  private static Ledger run(double[] truth, double[][] error, int steps) {
    HistoryPolicy policy = HistoryPolicy.forLookback(16);
    History history = History.empty();
    Ledger ledger = Ledger.empty();
    List<Long> closed = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      Observation reading = Observation.of(Instant.ofEpochSecond(i), Map.of("a", truth[i]));
      Acceptance acceptance = history.accept(reading, policy);
      history = acceptance.history();
      closed.addAll(((Acceptance.Accepted) acceptance.outcome()).closed());
      for (long slot : closed) {
        Window window = history.window(slot, 50).orElseThrow();
        ledger = Ledger.fromBytes(ledger.score(window).ledger().toBytes());
        double[] future = Arrays.copyOfRange(truth, (int) slot + 1, (int) slot + 1 + HORIZON);
        ledger = ledger.remember(outlook(future, error[(int) slot]), window, 5);
      }
      closed.clear();
    }
    return ledger;
  }

  private static Outlook outlook(double[] future, double[] error) {
    double[] mean = new double[HORIZON];
    double[][] quantiles = new double[LEVELS.size()][HORIZON];
    for (int h = 0; h < HORIZON; h++) {
      mean[h] = future[h] + error[h];
      quantiles[0][h] = mean[h] - 0.2;
      quantiles[1][h] = mean[h];
      quantiles[2][h] = mean[h] + 0.2;
    }
    Map<String, VariateOutlook> variates = new LinkedHashMap<>();
    variates.put("a", new VariateOutlook(mean, SERVED.levelArray(), quantiles));
    return new Outlook(SERVED, variates, 0.5);
  }

  private static void assertAsOffline(
      LeadRecord record, double[] truth, double[][] error, int steps) {
    int lead = record.lead();
    TreeMap<String, Double> sums = new TreeMap<>();
    double weight = 0;
    for (int target = lead; target < steps; target++) {
      double off = error[target - lead][lead - 1];
      weight = weight * (1 - 1 / 500.0) + 1;
      add(sums, "absolute", Math.abs(off));
      add(sums, "naive", Math.abs(truth[target] - truth[target - lead]));
      add(sums, "naive1", Math.abs(truth[target] - truth[target - 1]));
      add(sums, "covered", Math.abs(off) <= 0.2 ? 1 : 0);
      add(sums, "pinball", (loss(0.1, 0.2 - off) + loss(0.5, -off) + loss(0.9, -0.2 - off)) / 3);
    }
    assertThat(record.points()).isEqualTo(steps - lead);
    assertThat(record.mae()).isCloseTo(sums.get("absolute") / weight, within(1e-6));
    assertThat(record.relMae()).isCloseTo(sums.get("absolute") / sums.get("naive"), within(1e-6));
    assertThat(record.coverage()).isCloseTo(sums.get("covered") / weight, within(1e-6));
    assertThat(record.pinball()).isCloseTo(sums.get("pinball") / weight, within(1e-6));
    assertThat(record.coverageTarget()).isCloseTo(0.8, within(1e-12));
  }

  private static double loss(double level, double miss) {
    return Math.max(level * miss, (level - 1) * miss);
  }

  private static void add(TreeMap<String, Double> sums, String name, double value) {
    sums.merge(name, value, (sum, more) -> sum * (1 - 1 / 500.0) + more);
  }
}
