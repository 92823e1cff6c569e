package io.millrace.transformers.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MultiLabelConfidenceTest {

  @Test
  void logitsThatAreTwiceTooSureAreDividedByTwo() {
    Random random = new Random(1);
    double[][] logits = new double[20_000][1];
    float[][] holds = new float[logits.length][1];
    for (int i = 0; i < logits.length; i++) {
      double logit = 2 * random.nextGaussian();
      holds[i][0] = random.nextDouble() < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
      logits[i][0] = 2 * logit;
    }

    MultiLabelConfidence confidence = MultiLabelConfidence.of(List.of("a"), logits, holds);

    assertThat(confidence.temperature()).isCloseTo(2, within(0.1));
  }

  @Test
  void aRareLabelHoldsFromTheProbabilityWithTheBestF1() {
    double[][] logits = {{-1, 3}, {-1.2, 3}, {-3, -3}, {-3, -3}, {-3, -3}};
    float[][] holds = {{1, 1}, {1, 1}, {0, 0}, {0, 0}, {0, 0}};

    MultiLabelConfidence confidence =
        MultiLabelConfidence.of(List.of("low", "clear"), logits, holds);
    double[][] probabilities = MultiLabelConfidence.probabilities(logits, confidence.temperature());

    assertThat(confidence.threshold("low")).isBetween(probabilities[2][0], probabilities[1][0]);
    assertThat(confidence.threshold("clear")).isEqualTo(0.5);
  }

  @Test
  void aLabelThatNoTextHoldsIsGivenFromAHalf() {
    MultiLabelConfidence confidence =
        MultiLabelConfidence.of(
            List.of("absent"), new double[][] {{-2}, {1}}, new float[][] {{0}, {0}});

    assertThat(confidence.threshold("absent")).isEqualTo(0.5);
  }
}
