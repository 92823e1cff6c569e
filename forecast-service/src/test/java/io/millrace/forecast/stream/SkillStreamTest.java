package io.millrace.forecast.stream;

import static io.millrace.forecast.stream.TestStream.START;
import static io.millrace.forecast.stream.TestStream.reading;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.events.Forecast;
import io.millrace.events.ForecastDecision;
import io.millrace.events.ForecastJob;
import io.millrace.events.ForecastScore;
import io.millrace.events.Topics;
import io.millrace.events.VariateForecast;
import io.millrace.forecast.jobs.Job;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * White noise; seasonal-naive errs as its last value does, 1.41 × as much as who knows the mean.
 */
class SkillStreamTest {

  private static final Job CONTEST = job("{'series':'*','model':'old','challenger':'new'}");
  private static final Job NO_CONTEST = job("{'series':'*','model':'old'}");

  @TempDir Path folder;
  private final Random random = new Random(7);
  private final List<Forecast> forecasts = new ArrayList<>();
  private final List<Forecast> shadows = new ArrayList<>();
  private final List<ForecastDecision> decisions = new ArrayList<>();
  private final List<Map<String, Double>> values = new ArrayList<>();
  private TestStream stream;

  @BeforeEach
  void draw() {
    for (int second = 0; second < 3_000; second++) {
      values.add(Map.of("a", random.nextGaussian(), "b", random.nextGaussian()));
    }
  }

  @AfterEach
  void close() {
    stream.close();
  }

  @Test
  void aModelThatGoesBadInOneVariateIsDemotedThereGoesOnInTheShadowAndServesAgain() {
    stream = TestStream.demoting(folder, 1).serve(badFrom(400, 700, "b"));

    pipe(0, 1_200);

    assertThat(decisions)
        .extracting(ForecastDecision::decision)
        .containsExactly("demotion", "recovery");
    int demoted = second(decisions.get(0));
    int recovered = second(decisions.get(1));
    assertThat(demoted).isBetween(400, 450);
    assertThat(recovered).isBetween(700, 1_100);
    assertThat(decisions.get(0).evidence())
        .containsEntry("variate", "b")
        .containsEntry("model", "old")
        .containsEntry("version", "1")
        .containsKeys("relMae", "points", "statistic", "needed");
    assertThat((double) decisions.get(0).evidence().get("relMae")).isGreaterThan(1.5);
    for (Forecast forecast : forecasts) {
      boolean away = second(forecast) >= demoted && second(forecast) < recovered;
      assertThat(forecast.servedBy()).isEqualTo("old");
      assertThat(forecast.variates().get("a").servedBy()).isNull();
      assertThat(forecast.variates().get("b").servedBy()).isEqualTo(away ? "seasonal-naive" : null);
      assertThat(isOfTheLastValue(forecast, "b")).isEqualTo(away);
    }
  }

  private boolean isOfTheLastValue(Forecast forecast, String variate) {
    double last = values.get(second(forecast)).get(variate);
    VariateForecast told = forecast.variates().get(variate);
    return Math.abs(told.mean()[0] - last) < 1e-4;
  }

  @Test
  void aModelThatIsDemotedInEveryVariateIsScoredOnAndItsForecastIsSeasonalNaives() {
    stream = TestStream.demoting(folder, 1).serve(badFrom(0, 600, "a", "b"));

    pipe(0, 500);

    Forecast last = forecasts.get(forecasts.size() - 1);
    assertThat(last.servedBy()).isEqualTo("seasonal-naive");
    assertThat(last.model()).isEqualTo("old");
    assertThat(last.version()).isEqualTo("1");
    assertThat(last.attributes()).containsEntry(Told.SHAPE, "1");
    assertThat(last.horizon()).isEqualTo(KnownMean.HORIZON);
    assertThat(last.variates().values()).allMatch(variate -> variate.servedBy() == null);
    List<ForecastScore> scores = stream.read(Topics.FORECAST_SCORES, ForecastScore.class);
    assertThat(lastPoints(scores, "old")).isGreaterThan(450);
    assertThat(lastPoints(scores, "seasonal-naive")).isGreaterThan(350);
  }

  private static long lastPoints(List<ForecastScore> scores, String servedBy) {
    return scores.stream()
        .filter(score -> score.servedBy().equals(servedBy))
        .reduce((earlier, later) -> later)
        .map(score -> score.variates().get("a").get(0).points())
        .orElse(0L);
  }

  @Test
  void aNewVersionStartsUndemoted() {
    stream = TestStream.demoting(folder, 1).serve(badFrom(0, 600, "b"));
    pipe(0, 300);

    stream.withdrawAll().serve(new KnownMean("old", "2", (variate, second) -> 0, "a", "b"));
    pipe(300, 310);

    assertThat(decisions).hasSize(1);
    assertThat(forecasts.get(forecasts.size() - 1).variates().get("b").servedBy()).isNull();
  }

  @Test
  void withoutDemotionABadModelServesOnAndNothingIsDecided() {
    stream = new TestStream(folder, 1).serve(badFrom(0, 600, "b"));

    pipe(0, 500);

    assertThat(decisions).isEmpty();
    assertThat(forecasts.get(forecasts.size() - 1).variates().get("b").servedBy()).isNull();
  }

  @Test
  void aBetterChallengerForecastsInTheShadowUntilItIsPromotedAndServes() {
    KnownMean champion = constant("old", 0.6);
    KnownMean challenger = constant("new", 0);
    stream = TestStream.demoting(folder, 1, CONTEST).serve(champion).serve(challenger);

    pipe(0, 1_500);
    int calls = champion.calls();
    pipe(1_500, 1_520);

    assertThat(decisions).extracting(ForecastDecision::decision).containsExactly("promotion");
    int promoted = second(decisions.get(0));
    assertThat(decisions.get(0).evidence())
        .containsEntry("model", "old")
        .containsEntry("challenger", "new")
        .containsEntry("verdict", "promoted")
        .containsKeys("relativeLoss", "points", "statistic", "needed", "challengerVersion");
    assertThat(shadows).extracting(Forecast::model).containsOnly("new");
    assertThat(shadows).allMatch(shadow -> second(shadow) < promoted);
    assertThat(shadows).hasSize(promoted - 7); // a lookback of 8, then each step up to then
    assertThat(forecasts)
        .filteredOn(it -> second(it) >= 7)
        .allMatch(it -> it.model().equals(second(it) < promoted ? "old" : "new"));
    assertThat(champion.calls()).isEqualTo(calls); // it is not asked any more
  }

  @Test
  void aWorseChallengerIsDroppedAndAskedNoMore() {
    KnownMean challenger = constant("new", 0.8);
    stream = TestStream.demoting(folder, 1, CONTEST).serve(constant("old", 0)).serve(challenger);

    pipe(0, 1_500);

    assertThat(decisions)
        .extracting(ForecastDecision::decision)
        .containsExactly("challenger-dropped");
    assertThat(decisions.get(0).evidence()).containsEntry("verdict", "worse");
    assertThat(forecasts).extracting(Forecast::model).doesNotContain("new");
    assertThat(shadows).hasSize(second(decisions.get(0)) - 7);
    assertThat(challenger.calls()).isEqualTo(shadows.size() + 1); // once while it was decided
  }

  @Test
  void aJobThatNamesNoChallengerAnyMoreIsServedByItsModelAgain() {
    stream = contest(folder.resolve("before"), CONTEST);
    pipe(0, 1_500);

    stream = stream.resumedBy(contest(folder.resolve("after"), NO_CONTEST));
    forecasts.clear();
    pipe(1_500, 1_510);

    assertThat(decisions).hasSize(1);
    assertThat(forecasts).hasSize(10).extracting(Forecast::model).containsOnly("old");
  }

  @Test
  void whoWasPromotedServesAfterARestart() {
    stream = contest(folder.resolve("before"), CONTEST);
    pipe(0, 1_500);

    stream = stream.resumedBy(contest(folder.resolve("after"), CONTEST));
    forecasts.clear();
    pipe(1_500, 1_510);

    assertThat(forecasts).hasSize(10).extracting(Forecast::model).containsOnly("new");
  }

  private static TestStream contest(Path folder, Job job) {
    return TestStream.demoting(folder, 1, job)
        .serve(constant("old", 0.6))
        .serve(constant("new", 0));
  }

  @Test
  void aTaskThatIsKilledAgainAndAgainDecidesAsOneThatIsNot() {
    stream = undisturbed("calm");
    pipe(0, 1_200);
    List<Forecast> calm = List.copyOf(forecasts);
    List<Forecast> calmShadows = List.copyOf(shadows);
    List<ForecastDecision> calmDecisions = List.copyOf(decisions);
    forecasts.clear();
    shadows.clear();
    decisions.clear();
    stream.close();

    stream = undisturbed("killed");
    for (int from = 0; from < 1_200; from += 97) {
      pipe(from, Math.min(1_200, from + 97));
      stream = stream.resumedBy(undisturbed("killed-" + from));
    }

    assertThat(decisions).isEqualTo(calmDecisions);
    assertThat(calmDecisions)
        .extracting(ForecastDecision::decision)
        .contains("demotion", "promotion");
    assertThat(forecasts).isEqualTo(calm);
    assertThat(shadows).isEqualTo(calmShadows);
  }

  private TestStream undisturbed(String name) {
    return TestStream.demoting(folder.resolve(name), 1, CONTEST)
        .serve(badFrom(0, 3_000, "b"))
        .serve(constant("new", 0));
  }

  @Test
  void whatWaitsForOnePassIsDecidedAsStepByStep() {
    stream = contest(folder.resolve("steps"), CONTEST);
    pipe(0, 1_500);
    List<Forecast> stepByStep = forecasts.stream().map(SkillStreamTest::withoutShape).toList();
    List<Forecast> shadowsByStep = shadows.stream().map(SkillStreamTest::withoutShape).toList();
    forecasts.clear();
    shadows.clear();
    stream.close();

    stream =
        TestStream.demoting(folder.resolve("together"), 64, CONTEST)
            .serve(constant("old", 0.6))
            .serve(constant("new", 0));
    pipe(0, 1_500);

    assertThat(forecasts.stream().map(SkillStreamTest::withoutShape)).isEqualTo(stepByStep);
    assertThat(shadows.stream().map(SkillStreamTest::withoutShape)).isEqualTo(shadowsByStep);
  }

  private static Forecast withoutShape(Forecast forecast) {
    return new Forecast(
        forecast.series(),
        forecast.issuedAt(),
        forecast.model(),
        forecast.version(),
        forecast.servedBy(),
        forecast.step(),
        forecast.horizon(),
        forecast.variates(),
        Map.of());
  }

  private static KnownMean constant(String model, double error) {
    return new KnownMean(model, "1", (variate, second) -> error, "a", "b");
  }

  /** Right but for some variates in some seconds, in which it is off by 3. */
  private static KnownMean badFrom(int from, int until, String... bad) {
    return new KnownMean(
        "old",
        "1",
        (variate, second) ->
            List.of(bad).contains(variate) && second >= from && second < until ? 3 : 0,
        "a",
        "b");
  }

  private void pipe(int from, int until) {
    for (int second = from; second < until; second++) {
      stream.pipe(reading("s", second, values.get(second)));
    }
    stream.waitForPunctuation();
    forecasts.addAll(stream.forecasts());
    shadows.addAll(stream.read(Topics.FORECASTS_SHADOW, Forecast.class));
    decisions.addAll(stream.read(Topics.FORECAST_DECISIONS, ForecastDecision.class));
  }

  private static int second(Forecast forecast) {
    return Math.toIntExact(Duration.between(START, forecast.issuedAt()).toSeconds());
  }

  private static int second(ForecastDecision decision) {
    return Math.toIntExact(Duration.between(START, decision.at()).toSeconds());
  }

  private static Job job(String json) {
    byte[] asked = json.replace('\'', '"').getBytes(UTF_8);
    return Job.of(ForecastJob.asked("job", asked, Instant.EPOCH));
  }
}
