package io.millrace.transformers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** Two attentions over two texts, of which the second is padded. */
class RelationLossTest {

  private static final SoftmaxAttention ATTENTION = new SoftmaxAttention(2, 0);
  private static final float[] VALID = {1, 1, 1, 1, 1, 0};

  @Test
  void aStudentThatIsItsTeacherHasNothingToLearn() {
    assertThat(loss(5, 5)).isCloseTo(0, offset(1e-6f));
  }

  @Test
  void anyOtherStudentHas() {
    assertThat(loss(5, 6)).isGreaterThan(1e-3f);
  }

  @Test
  void whatNobodyNotedIsNamed() {
    try (GraphHarness harness = new GraphHarness()) {
      assertThatThrownBy(
              () ->
                  RelationLoss.of(
                      harness.tf, Map.of(), "block5/mixer", Map.of(), "block2/mixer", Mask.none()))
          .hasMessageContaining("no attention noted its weights at block5/mixer");
    }
  }

  private static float loss(long teacher, long student) {
    try (GraphHarness harness = new GraphHarness()) {
      Operand<TFloat32> tokens =
          harness.input(Shape.of(2, 3, 4), Samples.uniform(new SplittableRandom(1), 24));
      Mask mask = new Mask(harness.input(Shape.of(2, 3), VALID));
      Map<String, Operand<TFloat32>> taught = notes(harness, tokens, mask, teacher);
      Map<String, Operand<TFloat32>> learnt = notes(harness, tokens, mask, student);
      return harness.run(RelationLoss.of(harness.tf, taught, "at", learnt, "at", mask))[0];
    }
  }

  private static Map<String, Operand<TFloat32>> notes(
      GraphHarness harness, Operand<TFloat32> tokens, Mask mask, long seed) {
    Map<String, Operand<TFloat32>> notes = new HashMap<>();
    Scope at = Scope.serving(harness.tf, new RandomWeights(seed)).noting(notes);
    ATTENTION.mix(at.child("at"), tokens, mask);
    return notes;
  }
}
