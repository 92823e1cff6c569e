package io.millrace.forecast;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Meter.Type;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.events.Alert;
import io.millrace.events.ForecastJob;
import io.millrace.forecast.jobs.Job;
import io.millrace.forecast.stream.StreamListener.Stage;
import io.millrace.forecast.telemetry.ForecastMetrics;
import io.millrace.forecast.telemetry.ScoredRamp;
import io.millrace.forecasting.Served;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What docs/forecasting.md shows is what is read here. */
class DocumentedForecastingTest {

  private static final Path PAGE = Path.of("..", "docs", "forecasting.md");

  private static final Alert ALERT = FirstAlert.of("s/a", Map.of());

  private String page;

  @BeforeEach
  void readPage() throws IOException {
    page = Files.readString(PAGE);
  }

  @Test
  void everyJobIsOneThatRuns() {
    List<Job> jobs =
        blocks("json").stream()
            .map(json -> ForecastJob.asked("shops", json.getBytes(UTF_8), Instant.EPOCH))
            .map(Job::of)
            .toList();

    assertThat(jobs).hasSize(1);
    assertThat(jobs.get(0).rules()).hasSize(2);
  }

  @Test
  void everyKeyOfAJobIsKnown() throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(String.join("\n", blocks("properties"))));
    Map<String, String> keys = new HashMap<>();
    properties.stringPropertyNames().forEach(key -> keys.put(key, properties.getProperty(key)));

    List<ForecastJob> jobs = ConfiguredJobsTest.read(keys);

    assertThat(jobs).extracting(ForecastJob::name).containsExactly("shops");
    assertThat(jobs.get(0).rules()).hasSize(1);
  }

  @Test
  void everyFieldOfAJobIsExplained() {
    for (var component : ForecastJob.class.getRecordComponents()) {
      if (!Set.of("name", "origin", "at").contains(component.getName())) {
        assertThat(page).contains("`" + component.getName() + "`");
      }
    }
  }

  @Test
  void theMetricsAreThoseThatThereAre() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    ForecastMetrics metrics = new ForecastMetrics(registry);
    metrics.forecast(new Served("m", "1", "m", List.of("a"), List.of(), 4), 1);
    metrics.skipped(1);
    metrics.rejected("decode");
    metrics.decided("skip");
    metrics.alerted(ALERT);
    metrics.stage(Stage.LEDGER, 1, 1);
    metrics.pass("m", 1, 1, 1);
    new ScoredRamp(registry, metrics).run(40);

    Set<String> there =
        registry.getMeters().stream()
            .map(DocumentedForecastingTest::inPrometheus)
            .filter(name -> !name.contains("percentile"))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(documentedMetrics()).isEqualTo(there);
  }

  private static String inPrometheus(Meter meter) {
    String name = meter.getId().getName().replace('.', '_');
    if (meter.getId().getType() == Type.COUNTER) {
      return name + "_total";
    }
    return meter.getId().getType() == Type.TIMER ? name + "_seconds" : name;
  }

  private Set<String> documentedMetrics() {
    return Pattern.compile("`(millrace_[a-z_]+)`")
        .matcher(page)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<String> blocks(String language) {
    return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
        .matcher(page)
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }
}
