package io.millrace.forecasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LedgerCodecTest {

  @Test
  void aLedgerWrittenByVersionOneTellsTheSameRecords() throws IOException {
    Ledger ledger = Ledger.fromBytes(resource("ledger-1.bin"));

    assertThat(told(ledger))
        .isEqualTo(new String(resource("ledger-1.txt"), StandardCharsets.UTF_8));
    assertThat(ledger.naive("OT").season()).isEqualTo(12);
    LeadRecord first = ledger.records(ledger.served().get(1)).get("OT").get(0);
    assertThat(first.rmse()).isNull();
    assertThat(first.bias()).isNull();
  }

  @Test
  void theOpenForecastsOfVersionOneAreScored() throws IOException {
    Ledger ledger = Ledger.fromBytes(resource("ledger-1.bin"));
    Readings readings = new Readings();
    Window next = null;
    for (int second = 140; second <= 150; second++) { // slot 149 was its last
      for (Window window : readings.read(second, Map.of("OT", 21.0, "HUFL", 0.5))) {
        next = window;
      }
    }

    Ledger.Scoring scoring = ledger.score(Objects.requireNonNull(next));

    assertThat(scoring.scored()).extracting(Scored::lead).containsExactly(1, 2, 4, 8);
    Served model = ledger.served().get(1);
    LeadRecord first = scoring.ledger().records(model).get("OT").get(0);
    assertThat(first.points()).isEqualTo(90);
    assertThat(first.rmse())
        .isEqualTo(Math.abs(21.0 - scoring.scored().get(0).points().get(0).mean()));
  }

  @Test
  void aLedgerWrittenByVersionTwoTellsTheSameRecordsAndNobodyIsDemoted() throws IOException {
    Ledger ledger = Ledger.fromBytes(resource("ledger-2.bin"));

    assertThat(told(ledger))
        .isEqualTo(new String(resource("ledger-2.txt"), StandardCharsets.UTF_8));
    assertThat(ledger.served()).allMatch(served -> ledger.demoted(served).isEmpty());
    assertThat(ledger.challenge()).isEmpty();
    assertThat(Ledger.fromBytes(ledger.toBytes())).isEqualTo(ledger);
  }

  @Test
  void aLedgerWrittenByVersionThreeIsReadAndWrittenToTheByte() throws IOException {
    byte[] bytes = resource("ledger-3.bin");

    Ledger ledger = Ledger.fromBytes(bytes);

    assertThat(bytes[0]).isEqualTo((byte) 3);
    assertThat(ledger.toBytes()).isEqualTo(bytes);
    assertThat(told(ledger))
        .isEqualTo(new String(resource("ledger-3.txt"), StandardCharsets.UTF_8));
    assertThat(ledger.demoted(SkilledSeries.CHAMPION)).containsExactly("b");
    assertThat(ledger.challenge().orElseThrow().verdict()).isEqualTo(Contest.Verdict.PROMOTED);
  }

  @Test
  void equalLedgersHaveEqualBytesWhetherOrNotTheyWentThroughThem() {
    Readings readings = new Readings();
    Random random = new Random(4);
    Served served = Forecasts.by("model", "1", 24, "a");
    Ledger kept = Ledger.empty();
    Ledger stored = Ledger.empty();
    for (int second = 0; second < 200; second++) {
      for (Window window : readings.read(second, Map.of("a", random.nextGaussian()))) {
        Outlook own = Forecasts.around(served, random.nextGaussian(), 1);
        kept = step(kept, own, window);
        stored = step(Ledger.fromBytes(stored.toBytes()), own, window);
      }
    }

    assertThat(stored).isEqualTo(kept);
    assertThat(stored.toBytes()).isEqualTo(kept.toBytes());
    assertThat(Ledger.fromBytes(kept.toBytes())).isEqualTo(kept);
  }

  @Test
  void aDayAheadLedgerOfOneVariateTakesLessThanThreeKilobytes() {
    Readings readings = new Readings();
    Served served = Forecasts.by("itransformer", "12", 24, "value");
    Ledger ledger = Ledger.empty();
    for (int second = 0; second < 400; second++) {
      for (Window window : readings.read(second, Map.of("value", Math.sin(second)))) {
        ledger = step(ledger, Forecasts.around(served, 0, 1), window);
      }
    }

    assertThat(ledger.toBytes().length).isLessThan(3000);
  }

  @Test
  void aVersionFromTheFutureIsRefused() {
    byte[] bytes = Ledger.empty().toBytes();
    bytes[0] = 9;

    assertThatThrownBy(() -> Ledger.fromBytes(bytes))
        .hasMessage("ledger: state version 9 is not known");
  }

  private static Ledger step(Ledger ledger, Outlook own, Window window) {
    Ledger scored = ledger.score(window).ledger();
    return scored.remember(scored.calibrated(own), window);
  }

  private static String told(Ledger ledger) {
    StringBuilder text = new StringBuilder();
    for (Served served : ledger.served()) {
      text.append(served.model()).append(' ').append(served.version()).append('\n');
      Map<String, List<LeadRecord>> records = ledger.records(served);
      records.forEach((name, leads) -> leads.forEach(lead -> text.append(told(name, lead))));
    }
    return text.toString();
  }

  private static String told(String name, LeadRecord lead) {
    return "  %s %d %d %s %s %s %s %s\n"
        .formatted(
            name,
            lead.lead(),
            lead.points(),
            lead.mae(),
            lead.mase(),
            lead.relMae(),
            lead.pinball(),
            lead.coverage());
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = LedgerCodecTest.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }
}
