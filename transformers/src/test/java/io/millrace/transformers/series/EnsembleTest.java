package io.millrace.transformers.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.transformers.Checkpoint;
import io.millrace.transformers.RandomWeights;
import io.millrace.transformers.Samples;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What stands around a network: ensembles, intervals, and a veil over covariates. */
class EnsembleTest {

  private static final int BATCH = 2;
  private static final int LOOKBACK = 6;
  private static final int HORIZON = 3;
  private static final List<Double> LEVELS = List.of(0.1, 0.5, 0.9);

  private final FedWindows windows =
      new FedWindows(
          Columns.random(1, BATCH, LOOKBACK, 2),
          Columns.random(2, BATCH, LOOKBACK, 1),
          Columns.random(3, BATCH, LOOKBACK + HORIZON, 2));

  @Test
  void anEnsembleAnswersWithTheMeanOfItsMembersMeansAndQuantiles() {
    List<Forecaster> members =
        List.of(
            linear(InstanceNorm.Anchor.MEAN, new QuantileHead(HORIZON, LEVELS)),
            inverted(new QuantileHead(HORIZON, LEVELS)),
            linear(InstanceNorm.Anchor.LAST, new FourierHead(HORIZON, LEVELS, 4, 16, 4)));
    List<Map<String, float[]>> weights = new ArrayList<>();
    float[] means = new float[BATCH * HORIZON * 2];
    float[] quantiles = new float[means.length * LEVELS.size()];
    for (Forecaster member : members) {
      RandomWeights own = new RandomWeights(weights.size());
      try (ForecastRun run = new ForecastRun(member, own, windows)) {
        addThird(means, run.mean());
        addThird(quantiles, run.quantiles());
      }
      weights.add(narrow(own));
    }

    try (ForecastRun run =
        new ForecastRun(
            new Ensemble(members), new Checkpoint(Ensemble.weights(weights)), windows)) {

      ForecastRun.assertClose(run.mean(), means, 1e-5);
      ForecastRun.assertClose(run.quantiles(), quantiles, 1e-5);
    }
  }

  @Test
  void fittedMembersAnswerTogetherAndWereTrainedOneAfterTheOther() {
    Forecaster linear = linear(InstanceNorm.Anchor.MEAN, new PointHead(HORIZON));
    List<Fitted> members = new ArrayList<>();
    float[] means = new float[BATCH * HORIZON * 2];
    for (int seed = 1; seed <= 3; seed++) {
      RandomWeights weights = new RandomWeights(seed);
      addThird(means, ForecastRun.means(linear, weights, windows));
      members.add(new Fitted(linear, narrow(weights), seed));
    }

    Fitted together = Fitted.ensemble(members).withIntervals(List.of(0.1, 0.9));

    float[] mean =
        ForecastRun.means(together.forecaster(), new Checkpoint(together.weights()), windows);
    assertThat(together.seconds()).isEqualTo(6);
    assertThat(together.forecaster().quantiles()).containsExactly(0.1, 0.9);
    ForecastRun.assertClose(mean, means, 1e-5);
  }

  @Test
  void anEnsembleOfMeansHasNoQuantiles() {
    Forecaster member = linear(InstanceNorm.Anchor.MEAN, new PointHead(HORIZON));
    try (ForecastRun run =
        new ForecastRun(new Ensemble(List.of(member, member)), new RandomWeights(1), windows)) {

      assertThat(run.outlook.quantiles()).isNull();
      assertThat(run.outlook.density()).isNull();
    }
  }

  @Test
  void membersThatDoNotFitTogetherAreRefused() {
    Forecaster member = linear(InstanceNorm.Anchor.MEAN, new PointHead(HORIZON));
    Forecaster farther = linear(InstanceNorm.Anchor.MEAN, new PointHead(HORIZON + 1));
    Forecaster surer = new Conformal(member, LEVELS);

    assertThatThrownBy(() -> new Ensemble(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an ensemble needs at least one member");
    assertThatThrownBy(() -> new Ensemble(List.of(member, farther)))
        .hasMessageContaining("members differ in lookback, horizon or quantiles");
    assertThatThrownBy(() -> new Ensemble(List.of(member, surer)))
        .hasMessageContaining("members differ in lookback, horizon or quantiles");
  }

  @Test
  void conformalQuantilesAreTheMeanAndTheMeanIsLeftAsItWas() {
    Forecaster point = linear(InstanceNorm.Anchor.MEAN, new PointHead(HORIZON));
    RandomWeights weights = new RandomWeights(4);
    float[] before = ForecastRun.means(point, weights, windows);
    try (ForecastRun run =
        new ForecastRun(Conformal.around(point, LEVELS), weights.checkpoint(), windows)) {
      float[] mean = run.mean();
      float[] quantiles = run.quantiles();

      assertThat(mean).containsExactly(before);
      assertThat(quantiles).hasSize(mean.length * LEVELS.size());
      for (int i = 0; i < quantiles.length; i++) {
        assertThat(quantiles[i]).isEqualTo(mean[i / LEVELS.size()]);
      }
    }
  }

  @Test
  void onlyAForecasterOfMeansIsGivenIntervals() {
    Forecaster point = linear(InstanceNorm.Anchor.MEAN, new PointHead(HORIZON));
    Forecaster own = linear(InstanceNorm.Anchor.MEAN, new QuantileHead(HORIZON, LEVELS));

    assertThat(Conformal.around(own, LEVELS)).isSameAs(own);
    assertThat(Conformal.around(point, List.of())).isSameAs(point);
    assertThat(Conformal.around(point, LEVELS).quantiles()).isEqualTo(LEVELS);
    assertThatThrownBy(() -> new Conformal(own, LEVELS))
        .hasMessage("RLinear has quantiles of its own");
  }

  @Test
  void behindTheVeilANetworkSeesNoCovariate() {
    Forecaster network = inverted(new QuantileHead(HORIZON, LEVELS));
    RandomWeights weights = new RandomWeights(5);
    float[] seeing = ForecastRun.means(network, weights, windows);
    float[] blind =
        ForecastRun.means(network, weights.checkpoint(), new FedWindows(windows.history()));

    float[] veiled = ForecastRun.means(new HistoryOnly(network), weights.checkpoint(), windows);

    assertThat(veiled).containsExactly(blind);
    assertThat(veiled[0]).isNotEqualTo(seeing[0]);
  }

  @Test
  void aCandidateWithAnotherSeedDiffersInTheSeedAlone() {
    Candidate candidate = Candidate.rlinear(LOOKBACK, HORIZON, 1);

    Candidate other = candidate.withSeed(2);

    assertThat(other.plan().seed()).isEqualTo(2);
    assertThat(other).isNotEqualTo(candidate).isEqualTo(Candidate.rlinear(LOOKBACK, HORIZON, 2));
    assertThat(other.withSeed(1)).isEqualTo(candidate);
  }

  private static void addThird(float[] sum, float[] values) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += values[i] / 3;
    }
  }

  private static Map<String, float[]> narrow(RandomWeights weights) {
    Map<String, float[]> narrow = new LinkedHashMap<>();
    weights.values.forEach((path, values) -> narrow.put(path, Samples.narrow(values)));
    return narrow;
  }

  private static Forecaster linear(InstanceNorm.Anchor anchor, ForecastHead head) {
    return new RLinear(LOOKBACK, new InstanceNorm(anchor, 1e-5f), head);
  }

  private static Forecaster inverted(ForecastHead head) {
    return InvertedTransformer.published(LOOKBACK, 8, 1, 2, 0, InstanceNorm.published(), head);
  }
}
