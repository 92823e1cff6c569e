package io.millrace.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchPlanTest {

  @Test
  void everyTextRunsOnceInAShapeOfFewUnderTheBudget() {
    Random random = new Random(1);
    for (int round = 0; round < 200; round++) {
      BatchPlan plan = new BatchPlan(256 + random.nextInt(8192), 256);
      int[] lengths = random.ints(random.nextInt(400), 1, 257).toArray();

      List<SubBatch> subBatches = plan.cut(lengths);

      assertThat(subBatches.stream().flatMap(each -> each.rows().stream()).sorted().toList())
          .isEqualTo(IntStream.range(0, lengths.length).boxed().toList());
      for (SubBatch each : subBatches) {
        assertThat(each.tokens()).isLessThanOrEqualTo(plan.tokenBudget());
        assertThat(each.batch()).isIn(Set.of(1, 2, 4, 8, 16, 32));
        assertThat(each.length()).isIn(Set.of(16, 32, 64, 128, 256));
        assertThat(each.rows()).hasSizeLessThanOrEqualTo(each.batch());
        assertThat(each.rows())
            .allSatisfy(row -> assertThat(lengths[row]).isLessThanOrEqualTo(each.length()));
      }
    }
  }

  @Test
  void theShapesOfAllPlansAreForetold() {
    Random random = new Random(2);
    BatchPlan plan = new BatchPlan(1000, 100);
    Set<BatchShape> met = new HashSet<>();
    for (int round = 0; round < 2000; round++) {
      int longest = 1 + random.nextInt(100);
      int[] lengths = random.ints(1 + random.nextInt(40), 1, longest + 1).toArray();

      plan.cut(lengths).forEach(each -> met.add(each.shape()));
    }

    assertThat(met).containsExactlyInAnyOrderElementsOf(plan.shapes());
    assertThat(plan.shapes()).contains(new BatchShape(8, 100)).hasSize(6 + 5 + 4 + 4);
  }

  @Test
  void aModelOfFewTokensHasOneLength() {
    assertThat(BatchShapes.lengths(8)).containsExactly(8);
    assertThat(BatchShapes.lengths(16)).containsExactly(16);
    assertThat(BatchShapes.lengths(17)).containsExactly(16, 17);
  }

  @Test
  void aTextAboveTheBudgetRunsAlone() {
    assertThat(new BatchPlan(64, 256).cut(new int[] {200, 10, 12}))
        .containsExactly(new SubBatch(List.of(1, 2), 2, 16), new SubBatch(List.of(0), 1, 256));
  }

  @Test
  void aMaximumThatIsNoPowerOfTwoIsAShapeOfItsOwn() {
    assertThat(BatchShapes.length(90, 100)).isEqualTo(100);
    assertThat(BatchShapes.length(300, 512)).isEqualTo(512);
    assertThat(BatchShapes.length(3, 100)).isEqualTo(16);
  }
}
