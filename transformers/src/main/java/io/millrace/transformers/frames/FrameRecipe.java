package io.millrace.transformers.frames;

import io.millrace.transformers.training.Adam;
import io.millrace.transformers.training.AdamW;
import io.millrace.transformers.training.Schedule;
import io.millrace.transformers.training.TrainingPlan;

/**
 * Everything but the data that decides a window classifier.
 *
 * @param tokens that a window becomes at most, give or take one
 * @param kernel of each convolution
 * @param layers of convolution
 * @param width of a token
 * @param blocks how many
 * @param heads of attention
 * @param hidden width of the feed-forward
 * @param dropout while training
 * @param augmentation while training
 * @param steps of training, unless that is fewer than 40 epochs or validation ends it before
 * @param batch frames a step
 * @param rate of learning at its peak
 * @param decay of kernels
 */
public record FrameRecipe(
    int tokens,
    int kernel,
    int layers,
    int width,
    int blocks,
    int heads,
    int hidden,
    float dropout,
    Augmentation augmentation,
    int steps,
    int batch,
    float rate,
    float decay) {

  private static final float WARM_UP = 0.1f;
  private static final float CLIP = 1;
  private static final int FEWEST_EPOCHS = 40;

  /** Hidden spans say less than a label: twice the steps of twice the frames. */
  private static final int PRETRAINING = 2;

  /**
   * What {@code millrace train --task sensor} uses, whatever the data: chosen by cross-validation
   * on the training files of BasicMotions, GunPoint and ItalyPowerDemand.
   */
  public static FrameRecipe standard() {
    Augmentation augmentation = new Augmentation(0.4f, 0.2f, 0.05f, 0.1f);
    return new FrameRecipe(50, 7, 3, 32, 1, 4, 64, 0.2f, augmentation, 500, 16, 2e-3f, 0.01f);
  }

  /** The network for frames of a shape. */
  public WindowClassifier classifier(FrameShape shape, int labels, FrameInput input) {
    int stride = (shape.samples() + tokens - 1) / tokens;
    return new WindowClassifier(
        shape.samples(),
        shape.channels().size(),
        labels,
        input,
        new ConvolutionalEmbedding(kernel, stride, layers, width),
        blocks,
        heads,
        hidden,
        dropout);
  }

  /** The plan of a pre-training on so many examples, to its end. */
  TrainingPlan pretraining(int examples, int seed) {
    return new FrameRecipe(
            tokens,
            kernel,
            layers,
            width,
            blocks,
            heads,
            hidden,
            dropout,
            augmentation,
            PRETRAINING * steps,
            PRETRAINING * batch,
            rate,
            decay)
        .plan(examples, false, seed);
  }

  /** As many epochs as the steps make of so many frames, and no fewer than 40. */
  TrainingPlan plan(int frames, boolean validated, int seed) {
    int epochs =
        Math.max(FEWEST_EPOCHS, Math.round((float) steps * batch / Math.max(frames, batch)));
    int patience = validated ? Math.max(10, epochs / 4) : epochs;
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
