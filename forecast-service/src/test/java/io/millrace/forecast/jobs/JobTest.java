package io.millrace.forecast.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.events.ForecastJob;
import io.millrace.forecasting.GapFilling;
import io.millrace.forecasting.GapPolicy;
import io.millrace.forecasting.Limit;
import io.millrace.forecasting.alert.AlertTerms;
import io.millrace.forecasting.alert.AlertTiming;
import io.millrace.forecasting.alert.BreachAhead;
import io.millrace.forecasting.alert.CoverageOff;
import io.millrace.forecasting.alert.LabelCount;
import io.millrace.forecasting.alert.ModelDegraded;
import io.millrace.forecasting.alert.Severities;
import io.millrace.forecasting.alert.Silence;
import io.millrace.forecasting.alert.Unexpected;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobTest {

  @Test
  void everythingThatIsAskedForRuns() {
    Job job =
        job(
            """
            {"series":"shop-*","model":"demand","step":"PT1H","tolerance":"PT5M",
             "cadence":{"every":"PT3H"},"gaps":{"fill":"seasonal","limit":7,"season":24},
             "known":["holiday"],"horizon":48,"quantiles":[0.05,0.95],"raw":true,"parts":true,
             "forgetAfter":"PT2160H",
             "rules":[
               {"name":"low","kind":"breach-ahead","variate":"stock","below":3,"within":"PT6H",
                "fireAt":0.9,"resolveBelow":0.2,"minimum":"PT1H","severity":"critical",
                "severityAt":{"page":0.99}},
               {"name":"odd","kind":"unexpected","variate":"sales","tail":0.01,"refractory":7},
               {"name":"angry","kind":"label-count","label":"complaint"},
               {"name":"gone","kind":"silence","after":"PT10M"},
               {"name":"bad","kind":"model-degraded","variate":"sales"},
               {"name":"off","kind":"coverage-off","variate":"sales"}]}
            """);

    assertThat(job.series().text()).isEqualTo("shop-*");
    assertThat(job.model()).contains("demand");
    assertThat(job.step()).isEqualTo(Duration.ofHours(1));
    assertThat(job.tolerance()).isEqualTo(Duration.ofMinutes(5));
    assertThat(job.cadence()).isEqualTo(new Cadence.Every(Duration.ofHours(3)));
    assertThat(job.gaps().policy(Duration.ofHours(1))).isEqualTo(new GapPolicy.Seasonal(24, 7));
    assertThat(job.known()).containsExactly("holiday");
    assertThat(job.horizon()).hasValue(48);
    assertThat(job.quantiles()).containsExactly(0.05, 0.95);
    assertThat(job.raw()).isTrue();
    assertThat(job.parts()).isTrue();
    assertThat(job.forgetAfter()).isEqualTo(Duration.ofDays(90));
    assertThat(job.rules())
        .containsExactly(
            new BreachAhead(
                terms("low", "critical", Duration.ofHours(1)),
                "stock",
                Limit.below(3),
                Duration.ofHours(6),
                0.9,
                0.2,
                Severities.of(Map.of("page", 0.99))),
            new Unexpected(terms("odd", "warning", Duration.ZERO), "sales", 0.01, 7),
            new LabelCount(terms("angry", "warning", Duration.ZERO), "complaint", 0, 3, 5),
            new Silence(terms("gone", "warning", Duration.ZERO), Duration.ofMinutes(10)),
            new ModelDegraded(terms("bad", "warning", Duration.ZERO), "sales", 1.2, 1.0, 100),
            new CoverageOff(terms("off", "warning", Duration.ZERO), "sales", 0.1, 0.05, 100));
  }

  @Test
  void whatIsNotAskedForIsAsUsual() {
    Job job = job("{\"series\":\"*\"}");

    assertThat(job.model()).isEqualTo(Optional.empty());
    assertThat(job.step()).isNull();
    assertThat(job.cadence()).isEqualTo(Cadence.EACH_STEP);
    assertThat(job.gaps().policy(Duration.ofHours(1))).isEqualTo(new GapPolicy.Previous(5));
    assertThat(job.horizon()).isEmpty();
    assertThat(job.quantiles()).isEmpty();
    assertThat(job.parts()).isFalse();
    assertThat(job.rules()).isEqualTo(List.of());
  }

  @Test
  void gapsAreFilledByTheSeasonThatTheStepSuggestsUnlessOneIsGiven() {
    GapFilling shown =
        job("{\"series\":\"*\",\"gaps\":{\"fill\":\"seasonal\",\"limit\":3}}").gaps();
    GapFilling linear = job("{\"series\":\"*\",\"gaps\":{\"fill\":\"linear\",\"limit\":3}}").gaps();

    assertThat(shown.policy(Duration.ofHours(1))).isEqualTo(new GapPolicy.Seasonal(24, 3));
    assertThat(linear.policy(Duration.ofHours(1))).isEqualTo(new GapPolicy.Linear(3));
  }

  private static AlertTerms terms(String name, String severity, Duration minimum) {
    AlertTiming timing =
        new AlertTiming(
            minimum, minimum, Duration.ofMinutes(5), Duration.ZERO, Duration.ofMinutes(10));
    return new AlertTerms(name, severity, timing);
  }

  private static Job job(String json) {
    return Job.of(ForecastJob.asked("a", json.getBytes(UTF_8), Instant.EPOCH));
  }
}
