package io.millrace.serving;

import java.time.Duration;
import java.util.List;

/**
 * A model that answers with labels, or with vectors alone, ready to run. Safe for use by many
 * threads.
 *
 * @param <I> what it classifies: a text, or a frame as {@code double[channel][time]} in raw units,
 *     channels in the manifest's order
 */
public interface Classifier<I> extends Servable {

  /**
   * Answers in sub-batches of few shapes; equal inputs of one call are computed once.
   *
   * @return one answer an input, in the order given, and what the answers took
   * @throws ModelOutputException if the model answers with something that is not finite
   * @throws ModelUnavailableException if the model is closed or out of memory: not the inputs'
   *     fault
   */
  Classified classify(List<I> inputs);

  /**
   * Explains one label of an answer. A network that says itself which parts of its input the label
   * was read from is asked, once. Else parts are hidden, coarse ones first: the longer it may take,
   * the finer it is. Where one run of the network takes longer than the last, so may this.
   *
   * @param answer of this model to this input
   * @param label of the model, whether or not it holds
   * @param budget of time; none gives an explanation without parts
   * @throws IllegalArgumentException if the input or the label is none of the model's, which may
   *     have none at all, or the answer has no score of that label
   */
  Explanation explain(I input, Classification answer, String label, Duration budget);

  /** Explains the answer's label, or the likeliest where that is {@code unknown}. */
  default Explanation explain(I input, Classification answer, Duration budget) {
    return explain(input, answer, Explainer.label(manifest(), answer), budget);
  }

  /** {@inheritDoc} They come in the order of {@link #shapes()}. */
  @Override
  List<ShapeTime> warmUp();

  @Override
  default void prove() {
    GoldenExamples.read(bundle()).ifPresent(golden -> golden.check(this));
  }

  /** The shapes of the sub-batches, such as {@code 8x64} for 8 rows of 64 tokens or samples. */
  List<String> shapes();
}
