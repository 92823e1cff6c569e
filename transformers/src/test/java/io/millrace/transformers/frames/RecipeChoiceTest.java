package io.millrace.transformers.frames;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecipeChoiceTest {

  private static final FrameShape SHAPE = new FrameShape(List.of("x"), 16);
  private static final List<String> LABELS = List.of("down", "up");
  private static final FrameRecipe LEARNS = recipe(5e-3f);
  private static final FrameRecipe STANDS_STILL = recipe(1e-9f);

  @Test
  void theRecipeThatTellsUnseenFramesBestIsTaken() throws IOException {
    RecipeChoice.Chosen chosen = choose(STANDS_STILL, LEARNS);

    assertThat(chosen.recipe()).isEqualTo(LEARNS);
    assertThat(chosen.losses().get(1)).isLessThan(chosen.losses().get(0) / 2);
    assertThat(choose(LEARNS, STANDS_STILL).recipe()).isEqualTo(LEARNS);
  }

  @Test
  void oneRecipeIsNoChoiceAndCostsNothing() throws IOException {
    RecipeChoice.Chosen chosen = choose(STANDS_STILL);

    assertThat(chosen).isEqualTo(new RecipeChoice.Chosen(STANDS_STILL, List.of()));
  }

  private static FrameRecipe recipe(float rate) {
    Augmentation none = Augmentation.none();
    return new FrameRecipe(8, 3, 3, 1, 8, 1, 2, 16, 0, 0, none, 40, 8, rate, 0);
  }

  private static RecipeChoice.Chosen choose(FrameRecipe... recipes) throws IOException {
    FrameSplit split = new FrameSplit(slopes(), List.of(), List.of(), "");
    FrameInput input = new Standardised(List.of(0.0), List.of(1.0));
    return new RecipeChoice(List.of(recipes), 1, System::nanoTime)
        .choose(SHAPE, LABELS, input, split);
  }

  private static List<LabelledFrame> slopes() {
    Random random = new Random(1);
    List<LabelledFrame> frames = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      double[][] samples = new double[1][16];
      for (int time = 0; time < 16; time++) {
        samples[0][time] = (i % 2 == 0 ? -0.2 : 0.2) * (time - 8) + 0.2 * random.nextGaussian();
      }
      frames.add(new LabelledFrame("frame " + i, LABELS.get(i % 2), samples));
    }
    return frames;
  }
}
