package io.millrace.forecasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files under resources were written by the code of their version: never write them anew. */
class HistoryCodecTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final HistoryPolicy POLICY =
      HistoryPolicy.forLookback(16).withTolerance(Duration.ofSeconds(2)).withKnownAhead(8);
  private static final GapPolicy GAPS = new GapPolicy.Previous(5);

  @Test
  void aStateOfVersion1GoesOnAsIfItHadAlwaysBeenOfThisOne() {
    History old = History.fromBytes(golden("history-v1-gridded"));

    History next = old.accept(load(30_000, 30.5), POLICY).history();

    assertThat(next).isEqualTo(gridded().accept(load(30_000, 30.5), POLICY).history());
  }

  @Test
  void stepsThatVersion1FilledAreMissingAgain() {
    History old = History.fromBytes(golden("history-v1-gridded"));

    Window window = old.window(slot(15), 5, GAPS).orElseThrow();

    assertThat(window.mask()).containsExactly(false, true, true, true, false);
    assertThat(window.column("load").values())
        .containsExactly(-11.25, -11.25, -11.25, -11.25, 15.5);
  }

  @Test
  void whatVersion1HadClosedStaysClosedAndTheRestOpen() {
    History old = History.fromBytes(golden("history-v1-gridded"));

    Acceptance acceptance = old.accept(load(30_000, 30.5), POLICY);

    assertThat(acceptance.outcome()).isEqualTo(new Acceptance.Accepted(List.of(slot(28))));
    assertThat(old.accept(load(26_900, 1), POLICY).outcome())
        .isInstanceOf(Acceptance.Refused.class);
  }

  @Test
  void firstReadingsOfVersion1AreReadAsTheyWere() {
    assertThat(History.fromBytes(golden("history-v1-detecting"))).isEqualTo(detecting());
  }

  @Test
  void theFormatIsTheOneOfItsVersion() {
    assertThat(full().toBytes()).isEqualTo(golden("history-v2-gridded"));
    assertThat(firstWithKnown().toBytes()).isEqualTo(golden("history-v2-detecting"));
  }

  @Test
  void whatWasWrittenInThisVersionIsRead() {
    assertThat(History.fromBytes(golden("history-v2-gridded"))).isEqualTo(full());
    assertThat(History.fromBytes(golden("history-v2-detecting"))).isEqualTo(firstWithKnown());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "history-v1-gridded",
        "history-v1-detecting",
        "history-v2-gridded",
        "history-v2-detecting"
      })
  void aStateThatIsCutShortIsRefusedWhereverTheCutIs(String name) {
    byte[] bytes = golden(name);
    for (int length = 0; length < bytes.length; length++) {
      byte[] part = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> History.fromBytes(part))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("history: a state of " + length + " bytes cannot be read: ");
    }
    assertThatThrownBy(() -> History.fromBytes(Arrays.copyOf(bytes, bytes.length + 1)))
        .hasMessageEndingWith("1 bytes follow its end");
  }

  @ParameterizedTest
  @ValueSource(strings = {"history-v1-gridded", "history-v2-gridded", "history-v2-detecting"})
  void damageIsEitherReadAsValuesOrRefused(String name) {
    Random random = new Random(1);
    int refused = 0;
    for (int i = 0; i < 3000; i++) {
      byte[] bytes = golden(name);
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      try {
        History.fromBytes(bytes);
      } catch (IllegalArgumentException damaged) {
        assertThat(damaged).hasMessageStartingWith("history: ");
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  @Test
  void anUnknownVersionIsNamed() {
    byte[] bytes = History.empty().toBytes();
    bytes[0] = 99;
    assertThatThrownBy(() -> History.fromBytes(bytes))
        .hasMessageEndingWith("version 99 is not known, 1 and 2 are");
  }

  @Test
  void anUnknownKindIsNamed() {
    byte[] bytes = History.empty().toBytes();
    bytes[1] = 7;
    assertThatThrownBy(() -> History.fromBytes(bytes))
        .hasMessageEndingWith("kind must be 0 or 1, is 7");
  }

  @Test
  void aStepLongerThanAMonthKeepsTheOffsetsOfItsReadings() {
    History history = History.empty();
    for (int i = 0; i < 20; i++) {
      Instant at = START.plus(Duration.ofDays(91L * i + (i % 3) * 20));
      history = history.accept(Observation.of(at, Map.of("a", 1.0)), POLICY).history();
    }
    assertThat(History.fromBytes(history.toBytes())).isEqualTo(history);
  }

  private static History gridded() {
    return of(readings());
  }

  /** What the files of version 1 were written from. */
  static List<Observation> readings() {
    List<Observation> readings = new ArrayList<>();
    for (int second = 0; second < 12; second++) {
      long millis = second * 1000L + (second % 3 == 1 ? 40 : 0);
      readings.add(reading(millis, 0, second < 4, Map.of("load", second + 0.5)));
    }
    readings.add(reading(11_000, 2, false, Map.of("load", -11.25)));
    readings.add(reading(15_000, 0, true, Map.of("load", 15.5, "wärme", 1.0)));
    readings.add(load(16_000, 16.5));
    readings.add(reading(17_060, 0, false, Map.of("wärme", 2.0)));
    readings.add(load(27_000, 27.5));
    readings.add(load(28_000, 28.5));
    readings.add(load(29_000, 29.5));
    return readings;
  }

  /** Also two readings in a step, and values told ahead. */
  static History full() {
    History history = gridded().accept(load(29_300, 29.75), POLICY).history();
    history = history.known(reading(30_000, 0, false, Map.of("holiday", 1.0)), POLICY).history();
    Map<String, Double> both = Map.of("holiday", 0.0, "außen", -3.5);
    return history.known(reading(31_010, 4, false, both), POLICY).history();
  }

  static History firstWithKnown() {
    Observation told = reading(9_000, 1, false, Map.of("holiday", 1.0));
    return detecting().known(told, POLICY).history();
  }

  private static History detecting() {
    return of(
        List.of(
            reading(0, 0, true, Map.of("load", 0.5)),
            reading(2_000, 0, false, Map.of("load", 2.5, "wärme", 7.0)),
            reading(1_000, 3, false, Map.of("load", 1.5))));
  }

  private static History of(List<Observation> readings) {
    History history = History.empty();
    for (Observation reading : readings) {
      history = history.accept(reading, POLICY).history();
    }
    return history;
  }

  private static Observation load(long millis, double value) {
    return reading(millis, 0, false, Map.of("load", value));
  }

  private static Observation reading(
      long millis, int revision, boolean recorded, Map<String, Double> values) {
    return new Observation(START.plusMillis(millis), revision, new TreeMap<>(values), recorded);
  }

  private static long slot(int second) {
    return START.getEpochSecond() + second;
  }

  private static byte[] golden(String name) {
    try (InputStream file = HistoryCodecTest.class.getResourceAsStream("/" + name + ".hex")) {
      String hex = new String(file.readAllBytes(), StandardCharsets.US_ASCII);
      return HexFormat.of().parseHex(hex.replace("\n", ""));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
