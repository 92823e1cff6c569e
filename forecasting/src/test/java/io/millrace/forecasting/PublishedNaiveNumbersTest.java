package io.millrace.forecasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Last value from 96 rows to 96: a harness that prints anything else than these is wrong. */
class PublishedNaiveNumbersTest {

  private static final int LOOKBACK = 96;
  private static final int HORIZON = 96;

  @ParameterizedTest
  @CsvSource({
    "forecast/ETTh1.csv,            true,  PT1H,  1.294, .713",
    "forecast/ETTm1.csv.gz,         true,  PT15M, 1.214, .665",
    "forecast/exchange_rate.txt.gz, false, P1D,   .081,  .196"
  })
  void lastValueHasTheErrorThatEveryoneGets(
      String file, boolean ett, Duration step, double mse, double mae) throws IOException {
    Path data = Path.of(System.getenv().getOrDefault("MILLRACE_DATA", shared())).resolve(file);
    assumeTrue(
        Files.exists(data), "skipped: no " + data + "; set MILLRACE_DATA to the data folder");

    LeadErrors errors = lastValueErrors(read(data, ett, step), ett);

    assertThat(errors.mse()).isCloseTo(mse, within(0.0005));
    assertThat(errors.mae()).isCloseTo(mae, within(0.0005));
  }

  private static String shared() {
    return Path.of("..", "..", "shared", "data").toString();
  }

  private static LeadErrors lastValueErrors(SeriesTable table, boolean ett) {
    Split split =
        ett
            ? Split.ett(table.length(), table.step(), LOOKBACK)
            : Split.ratio(table.length(), LOOKBACK);
    Scaler scaler = Scaler.fit(table, split.training());
    Windows windows = new Windows(split.test(), LOOKBACK, HORIZON);
    int width = table.variates().size();
    LeadErrors errors = new LeadErrors(HORIZON, width);
    for (int window = 0; window < windows.count(); window++) {
      int issue = windows.issue(window);
      for (int variate = 0; variate < width; variate++) {
        double last = NaiveForecasts.lastValue(table.rows(), issue, variate);
        for (int lead = 1; lead <= HORIZON; lead++) {
          double actual = table.rows()[issue + lead - 1][variate];
          errors.add(lead, variate, scaler.scaled(variate, actual), scaler.scaled(variate, last));
        }
      }
    }
    return errors;
  }

  private static SeriesTable read(Path file, boolean ett, Duration step) throws IOException {
    List<String> lines = lines(file);
    double[][] rows =
        lines.stream()
            .skip(ett ? 1 : 0)
            .map(line -> numbers(line, ett ? 1 : 0))
            .toArray(double[][]::new);
    List<String> variates = IntStream.range(0, rows[0].length).mapToObj(Integer::toString).toList();
    List<Instant> times =
        IntStream.range(0, rows.length)
            .mapToObj(row -> Instant.EPOCH.plus(step.multipliedBy(row)))
            .toList();
    return new SeriesTable(variates, times, rows, step);
  }

  private static double[] numbers(String line, int skip) {
    return Arrays.stream(line.split(",")).skip(skip).mapToDouble(Double::parseDouble).toArray();
  }

  private static List<String> lines(Path file) throws IOException {
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }
}
