package io.millrace.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariateForecastTest {

  @Test
  void trendAndSeasonAreInTheJsonOnlyIfThereAreAny() throws IOException {
    Forecast apart = Examples.apart();

    String written = new String(EventJson.write(apart), UTF_8);

    assertThat(written).isEqualTo(golden("/forecast-parts.json"));
    assertThat(EventJson.read(Forecast.class, written.getBytes(UTF_8))).isEqualTo(apart);
    assertThat(new String(EventJson.write(Examples.forecast()), UTF_8)).doesNotContain("trend");
  }

  @Test
  void aVariateSaysWhoServesItOnlyIfItIsNotWhomTheForecastNames() throws IOException {
    Forecast demoted = Examples.partlyDemoted();

    String written = new String(EventJson.write(demoted), UTF_8);

    assertThat(written).isEqualTo(golden("/forecast-demoted.json"));
    assertThat(EventJson.read(Forecast.class, written.getBytes(UTF_8))).isEqualTo(demoted);
    assertThat(read("{'mean':[1],'quantiles':{}}").servedBy()).isNull();
  }

  @Test
  void aForecastOfBeforeHasNoParts() {
    VariateForecast read = read("{'mean':[1,2],'quantiles':{}}");

    assertThat(read).isEqualTo(new VariateForecast(new double[] {1, 2}, new TreeMap<>()));
    assertThat(read.trend()).isEmpty();
    assertThat(read.season()).isEmpty();
  }

  @Test
  void whatWasRoundedToSixDigitsStillAddsUpToTheMeanInThem() {
    double[] trend = new Random(3).doubles(200, -1e4, 1e4).toArray();
    double[] season = new Random(4).doubles(200, -300, 300).toArray();
    double[] mean = new double[trend.length];
    Arrays.setAll(mean, lead -> trend[lead] + season[lead]);
    VariateForecast apart =
        new VariateForecast(mean, new TreeMap<>(), new TreeMap<>(), trend, season);

    VariateForecast read = EventJson.read(VariateForecast.class, EventJson.write(apart));

    assertThat(read).isNotEqualTo(apart);
    for (int lead = 0; lead < mean.length; lead++) {
      double size = Math.abs(mean[lead]) + Math.abs(trend[lead]) + Math.abs(season[lead]);
      assertThat(read.trend()[lead] + read.season()[lead])
          .isCloseTo(read.mean()[lead], within(5e-6 * size));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'trend':[1,2] | season: is missing: trend and season are given together or not at all",
        "'season':[1,2] | trend: is missing: trend and season are given together or not at all",
        "'trend':[1],'season':[1,2] | trend: must have 2 leads as the mean, has 1",
        "'trend':[1,2],'season':[1,2,3] | season: must have 2 leads as the mean, has 3",
        "'trend':[1,1e400],'season':[1,2] | trend[1]: must be a finite number",
      })
  void wrongPartsAreRefusedByTheNameOfTheirField(String parts, String reason) {
    assertThatThrownBy(() -> read("{'mean':[1,2],'quantiles':{}," + parts + "}"))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageStartingWith(reason);
  }

  private static VariateForecast read(String json) {
    return EventJson.read(VariateForecast.class, json.replace('\'', '"').getBytes(UTF_8));
  }

  private static String golden(String file) throws IOException {
    try (InputStream in = VariateForecastTest.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), UTF_8).strip();
    }
  }
}
