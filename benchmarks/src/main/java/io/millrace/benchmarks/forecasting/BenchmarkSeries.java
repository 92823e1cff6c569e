package io.millrace.benchmarks.forecasting;

import io.millrace.forecasting.NaiveForecasts;
import io.millrace.forecasting.SeriesTable;
import io.millrace.forecasting.Split;
import io.millrace.transformers.series.ForecastData;
import io.millrace.transformers.series.ForecastRecipe.Protocol;
import io.millrace.transformers.series.SeriesCovariates;
import io.millrace.workbench.csv.ReadOptions;
import io.millrace.workbench.csv.SeriesCsv;
import io.millrace.workbench.proof.Bench;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/** Series that forecasters are compared on, each with its published split. */
enum BenchmarkSeries {
  /** Loads and oil temperature of a transformer, hourly. */
  ETTH1("forecast/ETTh1.csv", Protocol.ETT, ReadOptions.detect()),
  /** The same every 15 minutes. */
  ETTM1("forecast/ETTm1.csv.gz", Protocol.ETT, ReadOptions.detect()),
  /** Daily rates of eight currencies; the file holds no dates. */
  EXCHANGE(
      "forecast/exchange_rate.txt.gz",
      Protocol.RATIO,
      ReadOptions.detect().withStep(Duration.ofDays(1)));

  private final String file;
  private final Protocol protocol;
  private final ReadOptions options;

  BenchmarkSeries(String file, Protocol protocol, ReadOptions options) {
    this.file = file;
    this.protocol = protocol;
    this.options = options;
  }

  /** Split, scaled and cut into windows as published. */
  ForecastData data(Bench bench, int lookback, int horizon, SeriesCovariates covariates) {
    SeriesTable table = SeriesCsv.read(bench.file(file), options).table();
    Split split = protocol.split(table.length(), table.step(), lookback);
    return ForecastData.of(table, table, covariates, split, lookback, horizon);
  }

  /** Of the file: other data are another series. */
  String sha256(Bench bench) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(bench.file(file))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Steps of seasonal-naive and MASE. */
  int season() {
    return NaiveForecasts.season(
        switch (this) {
          case ETTH1 -> Duration.ofHours(1);
          case ETTM1 -> Duration.ofMinutes(15);
          case EXCHANGE -> Duration.ofDays(1);
        });
  }
}
