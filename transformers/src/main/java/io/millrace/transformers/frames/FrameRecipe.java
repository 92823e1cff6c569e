package io.millrace.transformers.frames;

import io.millrace.transformers.training.Adam;
import io.millrace.transformers.training.AdamW;
import io.millrace.transformers.training.Schedule;
import io.millrace.transformers.training.TrainingPlan;
import java.util.List;

/**
 * Everything but the data that decides a window classifier.
 *
 * @param tokens that a window becomes at most, give or take one
 * @param kernel of the first convolution, in samples
 * @param neighbours tokens that each further convolution looks at
 * @param layers of convolution
 * @param width of a token
 * @param blocks how many
 * @param heads of attention
 * @param hidden width of the feed-forward
 * @param dropout while training
 * @param skipped share of the windows that pass attention by while training
 * @param augmentation while training
 * @param steps of training, unless that is fewer than 60 epochs or validation ends it before
 * @param batch frames a step
 * @param rate of learning at its peak
 * @param decay of kernels
 */
public record FrameRecipe(
    int tokens,
    int kernel,
    int neighbours,
    int layers,
    int width,
    int blocks,
    int heads,
    int hidden,
    float dropout,
    float skipped,
    Augmentation augmentation,
    int steps,
    int batch,
    float rate,
    float decay) {

  private static final Augmentation AUGMENTATION = new Augmentation(0.4f, 0.2f, 0.05f, 0.1f);

  /** Enough for a few dozen frames. */
  public static final int STEPS = 500;

  private static final float WARM_UP = 0.1f;
  private static final float CLIP = 1;
  private static final int FEWEST_EPOCHS = 60;

  /** Hidden spans say less than a label: twice the steps of twice the frames. */
  private static final int PRETRAINING = 2;

  /**
   * What {@code millrace train --task sensor} chooses from, whatever the data; both were made on
   * the training files of BasicMotions, GunPoint and ItalyPowerDemand alone.
   *
   * @param locating only what says when, for the price of accuracy where labels differ by long
   *     shapes
   * @param steps of training
   */
  public static List<FrameRecipe> standard(boolean locating, int steps) {
    return (locating ? List.of(near()) : List.of(near(), wide()))
        .stream().map(recipe -> recipe.trainedFor(steps, recipe.batch)).toList();
  }

  /** Tokens that see little beyond their own samples, so that the map says when. */
  static FrameRecipe near() {
    return new FrameRecipe(
        50, 5, 3, 2, 32, 1, 4, 64, 0.1f, 0.85f, AUGMENTATION, STEPS, 16, 2e-3f, 0.01f);
  }

  /** Tokens that see far, for labels that differ by long shapes. */
  static FrameRecipe wide() {
    return new FrameRecipe(
        50, 7, 7, 3, 32, 1, 4, 64, 0.2f, 0, AUGMENTATION, STEPS, 16, 2e-3f, 0.01f);
  }

  /** The network for frames of a shape. */
  public WindowClassifier classifier(FrameShape shape, int labels, FrameInput input) {
    int stride = (shape.samples() + tokens - 1) / tokens;
    return new WindowClassifier(
        shape.samples(),
        shape.channels().size(),
        labels,
        input,
        new ConvolutionalEmbedding(kernel, stride, neighbours, layers, width),
        blocks,
        heads,
        hidden,
        dropout,
        skipped);
  }

  /** The plan of a pre-training on so many examples, to its end. */
  TrainingPlan pretraining(int examples, int seed) {
    return trainedFor(PRETRAINING * steps, PRETRAINING * batch).plan(examples, false, seed);
  }

  private FrameRecipe trainedFor(int steps, int batch) {
    return new FrameRecipe(
        tokens,
        kernel,
        neighbours,
        layers,
        width,
        blocks,
        heads,
        hidden,
        dropout,
        skipped,
        augmentation,
        steps,
        batch,
        rate,
        decay);
  }

  /** As many epochs as the steps make of so many frames, and no fewer than 60. */
  TrainingPlan plan(int frames, boolean validated, int seed) {
    int epochs =
        Math.max(FEWEST_EPOCHS, Math.round((float) steps * batch / Math.max(frames, batch)));
    int patience = validated ? Math.max(10, epochs / 2) : epochs;
    return new TrainingPlan(
        epochs,
        batch,
        new Schedule.Cosine(rate, WARM_UP),
        new AdamW(Adam.standard(), decay),
        CLIP,
        patience,
        seed);
  }
}
