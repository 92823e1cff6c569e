package io.millrace.transformers.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;

class BatchTest {

  private static final float[] SERIES = {0, 1, 2, 3, 4, 5, 6, 7};

  @Test
  void stretchesOfAnArrayGoStraightIntoATensor() {
    try (Tensor tensor =
        Batch.floats(
            values -> {
              values.write(SERIES, 5, 3);
              values.offset(3).write(SERIES, 1, 3);
            },
            2,
            3)) {
      assertThat(tensor.shape()).isEqualTo(Shape.of(2, 3));
      assertThat(Batch.floats(tensor)).containsExactly(5, 6, 7, 1, 2, 3);
    }
  }

  @Test
  void closingABatchFreesItsTensors() {
    Tensor tensor = Batch.floats(SERIES, 8);

    new Batch(8, Map.of("x", tensor)).close();

    assertThatThrownBy(() -> Batch.floats(tensor)).isInstanceOf(IllegalStateException.class);
  }
}
