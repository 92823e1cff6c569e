package io.millrace.transformers.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ConfidenceTest {

  @Test
  void logitsThatAreTwiceTooSureAreDividedByTwo() {
    Random random = new Random(1);
    double[][] logits = new double[20_000][];
    int[] truth = new int[logits.length];
    for (int i = 0; i < logits.length; i++) {
      double logit = 2 * random.nextGaussian();
      truth[i] = random.nextDouble() < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
      logits[i] = new double[] {0, 2 * logit};
    }

    assertThat(Confidence.of(logits, truth).temperature()).isCloseTo(2, within(0.1));
  }

  @Test
  void aDozenRightAnswersDoNotMakeItCertain() {
    double[][] logits = new double[12][];
    int[] truth = new int[logits.length];
    for (int i = 0; i < logits.length; i++) {
      truth[i] = i % 3;
      logits[i] = new double[3];
      logits[i][truth[i]] = 4;
    }

    Confidence confidence = Confidence.of(logits, truth);

    double sure = Confidence.probabilities(logits, confidence.temperature())[0][0];
    assertThat(sure).isCloseTo(13.0 / 15, within(0.02));
  }
}
