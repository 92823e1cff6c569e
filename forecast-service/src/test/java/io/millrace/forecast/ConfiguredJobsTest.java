package io.millrace.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.events.ForecastJob;
import io.millrace.events.JobCadence;
import io.millrace.events.JobGaps;
import io.millrace.events.JobOrigin;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfiguredJobsTest {

  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  @Test
  void aConfiguredJobSaysWhatTheKeysSay() {
    ForecastJob job =
        jobs(Map.of(
                "cadence.every", "10m",
                "gaps.fill", "seasonal",
                "gaps.season", "24",
                "known", "holiday,price",
                "horizon", "48",
                "quantiles", "0.05,0.95",
                "raw", "true",
                "parts", "true",
                "forget-after", "90d",
                "tolerance", "5s"))
            .get(0);

    assertThat(job.cadence()).isEqualTo(new JobCadence(null, Duration.ofMinutes(10)));
    assertThat(job.gaps()).isEqualTo(new JobGaps(JobGaps.Fill.SEASONAL, 5, 24));
    assertThat(job.known()).containsExactly("holiday", "price");
    assertThat(job.horizon()).isEqualTo(48);
    assertThat(job.quantiles()).containsExactly(0.05, 0.95);
    assertThat(job.raw()).isTrue();
    assertThat(job.parts()).isTrue();
    assertThat(job.forgetAfter()).isEqualTo(Duration.ofDays(90));
    assertThat(job.tolerance()).isEqualTo(Duration.ofSeconds(5));
    assertThat(job.origin()).isEqualTo(JobOrigin.CONFIGURATION);
    assertThat(job.at()).isEqualTo(NOON);
  }

  @Test
  void theJobsThatComeWithTheProductAreSound() throws IOException {
    Properties properties = new Properties();
    try (Reader in =
        Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
      properties.load(in);
    }
    Map<String, String> keys = new HashMap<>();
    properties.stringPropertyNames().stream()
        .filter(key -> key.startsWith("millrace."))
        .forEach(key -> keys.put(key, properties.getProperty(key)));

    List<ForecastJob> jobs = read(keys);

    assertThat(jobs).extracting(ForecastJob::name).containsExactly("host");
    assertThat(jobs.get(0).rules()).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "horizon | 0 | millrace.jobs[0].horizon: must be 1 to 10000, is 0",
        "tolerance | -5s | millrace.jobs[0].tolerance: must not be negative",
        "forget-after | 0s | millrace.jobs[0].forget-after: must be at least 1 ms",
        "cadence.steps | 0 | millrace.jobs[0].cadence.steps: must be at least 1, is 0",
        "gaps.limit | -1 | millrace.jobs[0].gaps.limit: must be 0 to 10000, is -1",
        "gaps.season | 7 | millrace.jobs[0].gaps.season: is of the fill seasonal only",
        "quantiles | 0.9,0.1 | millrace.jobs[0].quantiles[1]: must lie between 0.9 and 1, is 0.1",
        "rules[1].within | 0s | millrace.jobs[0].rules[1].within: must be longer than zero",
        "rules[1].tail | 0.1 | millrace.jobs[0].rules[1].tail: is not of a rule of the kind breach",
        "rules[1].below | 1 | millrace.jobs[0].rules[1].above: or below must be given, and not both",
        "rules[1].resolve-below | 0.9 | millrace.jobs[0].rules[1].resolve-below: must lie between",
        "rules[1].name | first | millrace.jobs[0].rules[1].name: first is given twice",
      })
  void aWrongKeyIsNamed(String key, String value, String complaint) {
    Map<String, String> keys = new HashMap<>();
    keys.put("rules[0].name", "first");
    keys.put("rules[0].kind", "unexpected");
    keys.put("rules[0].variate", "cpu");
    keys.put("rules[1].name", "second");
    keys.put("rules[1].kind", "breach-ahead");
    keys.put("rules[1].variate", "cpu");
    keys.put("rules[1].above", "0.9");
    keys.put(key, value);

    assertThatThrownBy(() -> jobs(keys))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(complaint);
  }

  @Test
  void twoJobsOfOneNameAreRefused() {
    Map<String, String> keys = new HashMap<>();
    keys.put("millrace.jobs[0].name", "a");
    keys.put("millrace.jobs[0].series", "a*");
    keys.put("millrace.jobs[1].name", "a");
    keys.put("millrace.jobs[1].series", "b*");

    assertThatThrownBy(() -> read(keys)).hasMessage("millrace.jobs[1].name: a is given twice");
  }

  private static List<ForecastJob> jobs(Map<String, String> ofTheJob) {
    Map<String, String> keys = new HashMap<>();
    keys.put("millrace.jobs[0].name", "shops");
    keys.put("millrace.jobs[0].series", "shop-*");
    ofTheJob.forEach((key, value) -> keys.put("millrace.jobs[0]." + key, value));
    return read(keys);
  }

  static List<ForecastJob> read(Map<String, String> keys) {
    Map<String, String> all = new HashMap<>(keys);
    all.putIfAbsent("millrace.state-directory", "unused");
    SmallRyeConfig configuration =
        new SmallRyeConfigBuilder()
            .withConverter(Duration.class, 100, new DurationConverter())
            .withConverter(MemorySize.class, 100, new MemorySizeConverter())
            .withSources(new PropertiesConfigSource(all, "test", 100))
            .withMapping(ForecastSettings.class)
            .build();
    return ConfiguredJobs.of(configuration.getConfigMapping(ForecastSettings.class).jobs(), NOON);
  }
}
