package io.millrace.forecast;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.events.ForecastJob;
import io.millrace.events.JobRule;
import io.millrace.forecast.jobs.Job;
import io.millrace.forecasting.alert.AlertRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What docs/alerts.md says of rules is what there is. */
class DocumentedAlertsTest {

  private static final Path PAGE = Path.of("..", "docs", "alerts.md");

  private String page;

  @BeforeEach
  void readPage() throws IOException {
    page = Files.readString(PAGE);
  }

  @Test
  void theRulesOfTheExampleRunAndAreOneOfEachKind() {
    Matcher json = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL).matcher(page);
    assertThat(json.find()).isTrue();

    Job job = Job.of(ForecastJob.asked("shops", json.group(1).getBytes(UTF_8), Instant.EPOCH));

    List<String> kinds = Arrays.stream(JobRule.Kind.values()).map(JobRule.Kind::toString).toList();
    assertThat(job.rules()).extracting(AlertRule::kind).containsExactlyInAnyOrderElementsOf(kinds);
  }

  @Test
  void everyFieldOfARuleIsExplained() {
    for (var component : JobRule.class.getRecordComponents()) {
      assertThat(page).as(component.getName()).contains(component.getName());
    }
  }
}
