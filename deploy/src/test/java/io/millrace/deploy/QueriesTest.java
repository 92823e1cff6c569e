package io.millrace.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * Rules and dashboards ask for nothing that is not on the page of metrics. That the page is what
 * services export, a test of benchmarks says, which scrapes them.
 */
class QueriesTest {

  private static final Path RULES = Here.DEPLOY.resolve("prometheus/rules.yml");
  private static final Path DASHBOARDS = Here.DEPLOY.resolve("grafana/dashboards");
  private static final ObservabilityPage PAGE = ObservabilityPage.read();

  @Test
  void everyRuleAsksForWhatIsExported() {
    assertThat(rules()).hasSizeGreaterThan(20);
    rules()
        .forEach(rule -> requireExported(rule.path("alert").asText(), rule.path("expr").asText()));
  }

  @Test
  void everyPanelAsksForWhatIsExported() throws IOException {
    for (Path file : dashboards()) {
      JsonNode dashboard = new ObjectMapper().readTree(file.toFile());

      assertThat(dashboard.path("panels")).as(file.toString()).hasSizeGreaterThan(5);
      for (JsonNode panel : dashboard.path("panels")) {
        assertThat(panel.path("datasource").path("uid").asText()).isEqualTo("millrace-prometheus");
        for (JsonNode target : panel.path("targets")) {
          requireExported(
              file.getFileName() + " " + panel.path("title").asText(),
              target.path("expr").asText());
        }
      }
    }
  }

  @Test
  void thereIsADashboardForEachServiceAndOneForQuality() throws IOException {
    assertThat(dashboards().stream().map(file -> file.getFileName().toString()))
        .containsExactlyInAnyOrder(
            "millrace-ingest.json",
            "millrace-inference.json",
            "millrace-forecast.json",
            "millrace-forecast-quality.json");
  }

  /** A metric that nobody looks at should not be exported, or be looked at. */
  @Test
  void everyMetricOfOursIsLookedAt() throws IOException {
    Set<String> asked = new TreeSet<>();
    for (Path file : dashboards()) {
      new ObjectMapper()
          .readTree(file.toFile())
          .findValuesAsText("expr")
          .forEach(expression -> asked.addAll(new Query(expression).metrics().keySet()));
    }
    Set<String> families =
        asked.stream().map(QueriesTest::family).collect(Collectors.toCollection(TreeSet::new));

    assertThat(families)
        .containsAll(
            PAGE.labels().keySet().stream()
                .filter(name -> name.startsWith("millrace_"))
                .map(QueriesTest::family)
                .filter(name -> !name.startsWith("millrace_shadow_")) // of releases, not of days
                .collect(Collectors.toSet()));
  }

  @Test
  void everyAlertPointsToWhatToDo() {
    String operations = Here.text(Here.REPOSITORY.resolve("docs/operations.md"));
    Set<String> anchors =
        Pattern.compile("(?m)^#+ (.+)$")
            .matcher(operations)
            .results()
            .map(heading -> "docs/operations.md#" + anchor(heading.group(1)))
            .collect(Collectors.toSet());

    assertThat(rules().stream().map(rule -> rule.path("annotations").path("runbook").asText()))
        .allMatch(anchors::contains);
  }

  @Test
  void everyAlertFiresInItsTest() {
    String tests = Here.text(Here.DEPLOY.resolve("prometheus/rules-test.yml"));

    assertThat(rules().stream().map(rule -> rule.path("alert").asText()))
        .allMatch(alert -> tests.contains("alertname: " + alert + "\n"));
  }

  static boolean canCheckRules() {
    boolean installed = new Command("promtool").isInstalled();
    if (!installed) {
      System.out.println("promtool is not installed: rules are not checked by Prometheus itself");
    }
    return installed;
  }

  @Test
  @EnabledIf("canCheckRules")
  void prometheusTakesTheRulesAndTheyFireWhenTheyShould() {
    Path folder = Here.DEPLOY.resolve("prometheus");
    for (List<String> arguments :
        List.of(
            List.of("check", "config", "--syntax-only", "prometheus.yml"),
            List.of("check", "rules", "rules.yml"),
            List.of("test", "rules", "rules-test.yml"))) {
      Command.Outcome outcome = new Command("promtool").run(folder, arguments);

      assertThat(outcome.status()).as(arguments + "\n" + outcome.output()).isZero();
    }
  }

  private static void requireExported(String where, String expression) {
    Query query = new Query(expression);
    Map<String, Set<String>> metrics = query.metrics();
    Set<String> labels = new TreeSet<>();
    assertThat(metrics).as(where).isNotEmpty();
    metrics.forEach(
        (metric, picked) -> {
          assertThat(PAGE.labels()).as(where).containsKey(metric);
          assertThat(PAGE.labels().get(metric)).as(where + ": " + metric).containsAll(picked);
          labels.addAll(PAGE.labels().get(metric));
        });
    assertThat(labels).as(where).containsAll(query.grouping());
  }

  private static List<JsonNode> rules() {
    List<JsonNode> rules =
        StrictYaml.documents(Here.text(RULES)).get(0).path("groups").findValues("rules");
    return rules.stream().flatMap(QueriesTest::elements).toList();
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static List<Path> dashboards() throws IOException {
    try (Stream<Path> files = Files.list(DASHBOARDS)) {
      return files.sorted().toList();
    }
  }

  private static String family(String metric) {
    return metric.replaceFirst("_(count|sum|max)$", "");
  }

  /** As GitHub makes it of a heading. */
  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
  }
}
