package io.millrace.transformers.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

class LikenessObjectiveTest {

  private static final int[] LABELS = {0, 1, 0, 2, 1};
  private static final int WIDTH = 3;

  private final float[][] vectors = vectors();

  @Test
  void itIsThePlainSumOverPairs() {
    float found = evaluated(vectors, LABELS)[0];

    assertThat((double) found).isCloseTo(plain(vectors, LABELS), within(1e-6));
  }

  @Test
  void itsGradientIsThatOfFiniteDifferences() {
    float[] found = evaluated(vectors, LABELS);

    for (int i = 0; i < LABELS.length * WIDTH; i++) {
      assertThat((double) found[1 + i]).as("value " + i).isCloseTo(slope(i), within(1e-3));
    }
  }

  @Test
  void vectorsThatPointTheSameWayByLabelAndApartOtherwiseCostNothing() {
    float[][] apart = {{1, 0, 0}, {0, 2, 0}, {3, 0, 0}, {0, 0, 1}, {0, 5, 0}};

    assertThat((double) evaluated(apart, LABELS)[0]).isCloseTo(0, within(1e-6));
  }

  @Test
  void aBatchOfOneLabelHasNothingToTellApart() {
    float[][] same = {{1, 0, 0}, {1, 0, 0}};

    assertThat((double) evaluated(same, new int[] {4, 4})[0]).isCloseTo(0, within(1e-6));
  }

  /** The loss, then its gradient by each value. */
  private static float[] evaluated(float[][] vectors, int[] labels) {
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> given = tf.constant(vectors);
      Operand<TFloat32> loss = LikenessObjective.distance(tf, given, tf.constant(labels));
      Output<?>[] slopes = graph.addGradients(loss.asOutput(), new Output<?>[] {given.asOutput()});
      try (var result = session.runner().fetch(loss).fetch(slopes[0]).run()) {
        float[] all = new float[1 + vectors.length * WIDTH];
        all[0] = ((TFloat32) result.get(0)).getFloat();
        int at = 1;
        for (int i = 0; i < vectors.length; i++) {
          for (int d = 0; d < WIDTH; d++) {
            all[at++] = ((TFloat32) result.get(1)).getFloat(i, d);
          }
        }
        return all;
      }
    }
  }

  private double slope(int index) {
    float step = 1e-3f;
    float before = vectors[index / WIDTH][index % WIDTH];
    vectors[index / WIDTH][index % WIDTH] = before + step;
    double up = plain(vectors, LABELS);
    vectors[index / WIDTH][index % WIDTH] = before - step;
    double down = plain(vectors, LABELS);
    vectors[index / WIDTH][index % WIDTH] = before;
    return (up - down) / (2 * step);
  }

  private static double plain(float[][] vectors, int[] labels) {
    double like = 0;
    double unlike = 0;
    int likeCount = 0;
    int unlikeCount = 0;
    for (int i = 0; i < labels.length; i++) {
      for (int j = 0; j < labels.length; j++) {
        double cosine = dot(vectors[i], vectors[j]) / length(vectors[i]) / length(vectors[j]);
        if (labels[i] != labels[j]) {
          unlike += cosine * cosine;
          unlikeCount++;
        } else if (i != j) {
          like += (1 - cosine) * (1 - cosine);
          likeCount++;
        }
      }
    }
    return like / likeCount + unlike / unlikeCount;
  }

  private static double length(float[] vector) {
    return Math.sqrt(dot(vector, vector));
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += (double) a[d] * b[d];
    }
    return sum;
  }

  private static float[][] vectors() {
    Random random = new Random(3);
    float[][] vectors = new float[LABELS.length][WIDTH];
    for (float[] vector : vectors) {
      for (int d = 0; d < WIDTH; d++) {
        vector[d] = (float) random.nextGaussian();
      }
    }
    return vectors;
  }
}
